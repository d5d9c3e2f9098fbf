// All policies of one call in one Lua script, so that they are asked and charged in one round trip, all or none. It says
// the same as the meters in ../memory; times are whole microseconds of the server's clock.
import { createHash } from 'node:crypto';
import { RETRY_AFTER_MS } from '../decision.ts';
import { MAX_UNITS } from '../memory/meter.ts';

/**
 * KEYS: for each policy its state and its denial; for `probe` one to write to. ARGV: what to do, units, lease, the one
 * policy that is meant (0: all), the time (empty: the server's), then for each policy kind, limit, window, burst, rate,
 * shadow, refusals, denial.
 *
 * State of a sliding window: the list `used, latest, time, units, time, units, …`, oldest first. Of gcra: the string
 * `level time`. Of concurrency: a sorted set of leases by when they end. A denial: the string `refusals time`.
 */
export const SCRIPT = `
local what, units, lease, only, now = ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
local MAX_UNITS, RETRY = ${MAX_UNITS}, ${RETRY_AFTER_MS}
local MAX_TTL, MAX_ANSWER, CHUNK = 315360000000, ${Number.MAX_SAFE_INTEGER}, 64
-- Keys live a little longer than they matter: the clock may be set back.
local GRACE = 1000000

local function ms(us) return math.min(MAX_ANSWER, math.ceil(us / 1000)) end
local function ttl(us) return math.min(MAX_TTL, ms(us + GRACE)) end
-- A server that is full or a replica answers, but keeps no limits.
if what == 'probe' then
  redis.call('SET', KEYS[1], '', 'PX', ms(GRACE))
  return {}
end
local function pair(key)
  local text = redis.call('GET', key)
  if not text then return 0, 0 end
  local first, second = string.match(text, '^(%S+) (%S+)$')
  return tonumber(first), tonumber(second)
end
local function setPair(key, format, first, second, us)
  redis.call('SET', key, string.format(format, first, second), 'PX', ttl(us))
end

-- Each kind: open(p) reads the state, then p.left, p.wait (ms, -1: never) and p.reset (ms); charge(p, n); giveBack(p, n).
local gcra = {}
local function levelAt(p, at) return math.max(0, p.kept - (at - p.since) / 1000 * p.rate) end
function gcra.open(p)
  p.kept, p.since = pair(p.key)
  p.at = math.max(now, p.since)
  p.level = levelAt(p, p.at)
  gcra.tell(p)
end
function gcra.tell(p)
  local function untilLevel(target)
    if p.level <= target then return 0 end
    local wait = math.ceil((p.level - target) / p.rate)
    -- As in memory: what counts is what is found then.
    if levelAt(p, p.at + wait * 1000) > target then wait = wait + 1 end
    return math.min(MAX_ANSWER, wait + ms(p.at - now))
  end
  p.left = math.floor(p.burst - p.level)
  p.wait = units > p.burst and -1 or untilLevel(p.burst - units)
  p.reset = untilLevel(0)
end
function gcra.save(p)
  p.kept, p.since = p.level, p.at
  setPair(p.key, '%.17g %.0f', p.level, p.at, p.at - now + p.level / p.rate * 1000)
  gcra.tell(p)
end
function gcra.charge(p, n) p.level = math.min(MAX_UNITS, p.level + n) gcra.save(p) end
function gcra.giveBack(p, n)
  if p.level == 0 then return end
  p.level = math.max(0, p.level - n)
  gcra.save(p)
end

local sliding = {}
-- Calls visit(time, units) for the charges behind the first \`skipped\` numbers of the log, until it says true.
local function each(p, skipped, visit)
  local first, size = 2 + skipped, 2
  repeat
    local chunk = redis.call('LRANGE', p.key, first, first + size - 1)
    for i = 1, #chunk, 2 do
      if visit(tonumber(chunk[i]), tonumber(chunk[i + 1])) then return end
    end
    local isLast = #chunk < size
    -- Mostly the first charge is all there is to see.
    first, size = first + size, CHUNK
  until isLast
end
function sliding.open(p)
  local head = redis.call('LRANGE', p.key, 0, 1)
  p.isNew = #head == 0
  p.used = tonumber(head[1] or 0)
  p.at = math.max(now, tonumber(head[2] or 0))
  -- What has left the window is only counted here and goes with the next charge: what is refused writes nothing.
  p.gone, p.last = 0, 0
  if p.used > 0 then
    each(p, 0, function(time, n)
      if time + p.window > p.at then return true end
      p.used, p.gone = p.used - n, p.gone + 2
    end)
  end
  if p.used > 0 then p.last = tonumber(redis.call('LINDEX', p.key, -2)) end
  sliding.tell(p)
end
function sliding.tell(p)
  p.left = p.limit - p.used
  p.reset = p.used > 0 and ms(p.last + p.window - now) or 0
  p.wait = units > p.limit and -1 or 0
  local left = p.left
  if p.wait == -1 or left >= units then return end
  each(p, p.gone, function(time, n)
    left = left + n
    if left < units then return false end
    p.wait = ms(time + p.window - now)
    return true
  end)
end
-- Drops what has left the window; the two numbers that go last make room for the head.
function sliding.save(p)
  if p.gone > 0 then redis.call('LTRIM', p.key, p.gone, -1) end
  p.gone = 0
  redis.call('LSET', p.key, 0, p.used)
  redis.call('LSET', p.key, 1, p.at)
  redis.call('PEXPIRE', p.key, ttl(p.at - now + p.window))
end
function sliding.charge(p, n)
  n = math.min(n, MAX_UNITS - p.used)
  if p.isNew then
    redis.call('RPUSH', p.key, n, p.at, p.at, n)
  elseif p.used > 0 and (p.last == p.at or p.left <= 0) then
    -- As in memory: a penalty beyond the limit moves the last charge to now.
    redis.call('LSET', p.key, -2, p.at)
    redis.call('LSET', p.key, -1, redis.call('LINDEX', p.key, -1) + n)
  else
    redis.call('RPUSH', p.key, p.at, n)
  end
  p.used, p.last, p.isNew = p.used + n, p.at, false
  sliding.save(p)
  sliding.tell(p)
end
function sliding.giveBack(p, n)
  local rest = math.min(n, p.used)
  if rest == 0 then return end
  p.used = p.used - rest
  while rest > 0 do
    local charged = tonumber(redis.call('LINDEX', p.key, -1))
    if charged > rest then redis.call('LSET', p.key, -1, charged - rest)
    else redis.call('LTRIM', p.key, 0, -3) end
    rest = rest - math.min(rest, charged)
  end
  sliding.save(p)
end

local concurrency = {}
function concurrency.open(p)
  redis.call('ZREMRANGEBYSCORE', p.key, '-inf', now)
  concurrency.tell(p, redis.call('ZCARD', p.key))
end
function concurrency.tell(p, running)
  p.left = p.limit - running
  p.wait = p.left > 0 and 0 or RETRY
  p.reset = running > 0 and ms(p.window) or 0
end
function concurrency.charge(p)
  redis.call('ZADD', p.key, now + p.window, lease)
  redis.call('PEXPIRE', p.key, ttl(p.window))
  concurrency.tell(p, p.limit - p.left + 1)
end

local kinds = { ['sliding-window'] = sliding, gcra = gcra, concurrency = concurrency }
local policies = {}
for i = 1, #KEYS / 2 do
  local function arg(n) return ARGV[5 + (i - 1) * 8 + n] end
  policies[i] = {
    key = KEYS[2 * i - 1], denial = KEYS[2 * i], kind = kinds[arg(1)], limit = tonumber(arg(2)),
    window = tonumber(arg(3)), burst = tonumber(arg(4)), rate = tonumber(arg(5)), shadow = arg(6) == '1',
    refusals = tonumber(arg(7)), deny = tonumber(arg(8)),
  }
end

if what ~= 'decide' then
  for i, p in ipairs(policies) do
    if what == 'release' then
      if p.kind == concurrency then redis.call('ZREM', p.key, lease) end
    elseif p.kind ~= concurrency and (only == 0 or only == i) then
      if what == 'forget' then redis.call('DEL', p.key, p.denial)
      else
        p.kind.open(p)
        if what == 'penalize' then p.kind.charge(p, units) else p.kind.giveBack(p, units) end
      end
    end
  end
  return {}
end

-- Says 0: goes on, 1: refused, 2: refused because it was refused too often.
local function deny(p, us)
  p.says, p.left, p.reset = 2, 0, math.max(ms(us), p.reset)
  -- What is charged may keep the call back for longer.
  if p.wait ~= -1 then p.wait = math.max(ms(us), p.wait) end
end
local allowed = true
for _, p in ipairs(policies) do
  p.kind.open(p)
  p.says = p.wait == 0 and 0 or 1
  if p.refusals > 0 then
    local refusals, time = pair(p.denial)
    if refusals >= p.refusals and time > now then deny(p, time - now) end
  end
  if p.says > 0 and not p.shadow then allowed = false end
end
local answer = {}
for _, p in ipairs(policies) do
  if p.says == 1 and p.refusals > 0 and p.wait > 0 then
    local refusals, time = pair(p.denial)
    if refusals >= p.refusals or now >= time + p.window then refusals = 0 end
    refusals = refusals + 1
    local denial = refusals < p.refusals and 0 or p.deny
    setPair(p.denial, '%.0f %.0f', refusals, now + denial, math.max(denial, p.window))
    if denial > 0 then deny(p, denial) end
  elseif p.says == 0 and allowed then
    p.kind.charge(p, units)
    p.wait = 0
    if p.refusals > 0 then redis.call('DEL', p.denial) end
  end
  for _, number in ipairs({ p.says, math.max(0, p.left), p.wait, p.reset }) do answer[#answer + 1] = number end
end
return answer
`;

/** What EVALSHA calls it by. */
export const SCRIPT_SHA = createHash('sha1').update(SCRIPT).digest('hex');
