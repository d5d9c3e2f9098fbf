// Makes values of each type by the rule of its issuer, and values that only look like one.
import type { Random } from './random.ts';

/** The digit that makes the Luhn sum come out. */
function luhnDigit(body: string): string {
  let sum = 0;
  for (const [at, char] of [...body].reverse().entries()) {
    const value = Number(char) * (at % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return String((10 - (sum % 10)) % 10);
}

/** The remainder of a number written with digits and letters, A as 10. */
function mod97(text: string): number {
  let rest = 0;
  for (const char of text) rest = Number(`${rest}${Number.parseInt(char, 36)}`) % 97;
  return rest;
}

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);
}

/** Draws until `make` gives something. */
function draw(make: () => string | undefined): string {
  for (;;) {
    const value = make();
    if (value !== undefined) return value;
  }
}

const LOCAL = ['jane.doe', 'm.garcia', 'info', 'k_lindgren', 'paul+news', 'anna-maria', 'x9', 'oleg.petrov'];
const DOMAIN = [
  'example.com',
  'mail.example.org',
  'example.co.uk',
  'firma.example.de',
  'sub.example.io',
  'example.fr',
];

function card(random: Random): string {
  const [prefix, length] = random.pick([
    ['4', 16],
    ['51', 16],
    ['55', 16],
    ['2221', 16],
    ['34', 15],
    ['37', 15],
    ['6011', 16],
  ] as const);
  const body = prefix + random.digits(length - prefix.length - 1);
  const number = body + luhnDigit(body);
  const groups = length === 15 ? /^(.{4})(.{6})(.{5})$/ : /^(.{4})(.{4})(.{4})(.{4})$/;
  const parts = groups.exec(number)!.slice(1);
  return random.pick([number, parts.join(' '), parts.join('-')]);
}

function iban(random: Random): string {
  const bban = random.pick([
    () => ['DE', random.digits(18)],
    () => ['GB', `NWBK${random.digits(14)}`],
    () => ['NL', `ABNA${random.digits(10)}`],
    () => ['NO', ''],
  ] as const)();
  if (bban[0] === 'NO') {
    const body = `8601${random.digits(6)}`;
    const check = 11 - (weighted(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
    return check > 9 ? iban(random) : finish('NO', body + check, random);
  }
  return finish(bban[0]!, bban[1]!, random);
}

function finish(country: string, bban: string, random: Random): string {
  const check = String(98 - mod97(`${bban}${country}00`)).padStart(2, '0');
  const whole = country + check + bban;
  return random.pick([whole, whole.replace(/(.{4})(?=.)/g, '$1 ')]);
}

function phone(random: Random): string {
  const area = random.pick(['212', '415', '617', '303', '206']);
  const us = [area, `${random.int(8) + 2}${random.digits(2)}`, random.digits(4)] as const;
  return random.pick([
    `+1 ${us.join(' ')}`,
    `(${us[0]}) ${us[1]}-${us[2]}`,
    us.join('-'),
    us.join('.'),
    `+44 20 7${random.digits(3)} ${random.digits(4)}`,
    `+49 30 ${random.digits(7)}`,
    `+33 ${random.pick(['1', '6'])} ${[1, 2, 3, 4].map(() => random.digits(2)).join(' ')}`,
    `+91 98${random.digits(3)} ${random.digits(5)}`,
  ]);
}

function ssn(random: Random): string {
  return draw(() => {
    const area = random.int(899) + 1;
    if (area === 666) return undefined;
    const parts = [String(area).padStart(3, '0'), String(random.int(99) + 1).padStart(2, '0')];
    return [...parts, String(random.int(9999) + 1).padStart(4, '0')].join('-');
  });
}

function ip(random: Random): string {
  const hex = () => (random.int(0xffff) + 1).toString(16);
  return random.pick([
    () => [random.int(222) + 1, random.int(256), random.int(256), random.int(254) + 1].join('.'),
    () => `2001:db8:${hex()}::${hex()}`,
    () => `fe80:${Array.from({ length: 7 }, hex).join(':')}`,
  ])();
}

function mac(random: Random): string {
  const pairs = Array.from({ length: 6 }, () => random.int(256).toString(16).padStart(2, '0'));
  return random.pick([pairs.join(':'), pairs.join('-').toUpperCase()]);
}

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

const IDENTIFIERS: Readonly<Record<string, (random: Random) => string>> = {
  UK_NHS: (random) =>
    draw(() => {
      const body = random.digits(9);
      const check = 11 - (weighted(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
      const digit = check === 11 ? 0 : check;
      return digit === 10 ? undefined : (body + digit).replace(/^(.{3})(.{3})/, '$1 $2 ');
    }),
  BR_CPF: (random) => {
    const one = (body: string) => {
      const sum = [...body].reduce((total, char, at) => total + Number(char) * (body.length + 1 - at), 0);
      return String(((sum * 10) % 11) % 10);
    };
    const body = random.digits(9);
    const whole = body + one(body);
    return (whole + one(whole)).replace(/^(.{3})(.{3})(.{3})/, '$1.$2.$3-');
  },
  NL_BSN: (random) =>
    draw(() => {
      const body = `${random.int(9) + 1}${random.digits(7)}`;
      const check = weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
      return check > 9 ? undefined : body + check;
    }),
  ES_NIF: (random) => {
    const body = random.digits(8);
    return body + LETTERS[Number(body) % 23];
  },
  FR_NIR: (random) => {
    const month = String(random.int(12) + 1).padStart(2, '0');
    const body = `${random.int(2) + 1}${random.digits(2)}${month}${String(random.int(19) + 1).padStart(2, '0')}${random.digits(6)}`;
    return body + String(97 - (Number(body) % 97)).padStart(2, '0');
  },
  PL_PESEL: (random) => {
    const birth = `${random.int(50) + 49}${String(random.int(12) + 1).padStart(2, '0')}${String(random.int(28) + 1).padStart(2, '0')}`;
    const body = birth + random.digits(4);
    return body + String((10 - (weighted(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10);
  },
};

/** What each identifier is called in a text. */
export const NAMES: Readonly<Record<string, string>> = {
  UK_NHS: 'NHS number',
  BR_CPF: 'CPF',
  NL_BSN: 'BSN',
  ES_NIF: 'NIF',
  FR_NIR: 'numéro de sécurité sociale',
  PL_PESEL: 'PESEL',
};

export const CORE: Readonly<Record<string, (random: Random) => string>> = {
  EMAIL: (random) => `${random.pick(LOCAL)}${random.digits(2)}@${random.pick(DOMAIN)}`,
  PHONE: phone,
  CREDIT_CARD: card,
  US_SSN: ssn,
  IBAN: iban,
  IP_ADDRESS: ip,
  MAC: mac,
};

export const NATIONAL = IDENTIFIERS;

/** What only looks like data of a kind. */
export const HARMLESS: readonly ((random: Random) => string)[] = [
  (random) =>
    `request ${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
  (random) => `commit ${hex(random, 40)}`,
  (random) => `at 17${random.digits(11)} ms`,
  (random) => `ts=17${random.digits(8)}`,
  (random) => `version ${random.int(9)}.${random.int(30)}.${random.int(200)}`,
  (random) => `order ${draw(() => failing(random))}`,
  (random) => `ratio 0.${random.digits(16)}`,
  (random) => `on 2026-0${random.int(9) + 1}-1${random.int(9)}T0${random.int(9)}:${random.int(50) + 10}:00Z`,
  (random) => `price ${random.int(9000) + 1000}.${random.digits(2)}, item ${random.digits(7)}`,
  (random) => `file /var/data/${random.digits(3)}/${random.digits(10)}.bin`,
  (random) =>
    `@${random.pick(['media', 'types/node', 'param'])} in chapter ${random.int(20)}.${random.int(9)}.${random.int(9)}.${random.int(9)}.1`,
  (random) => `ISBN 978-3-${random.digits(2)}-${random.digits(6)}-${random.int(10)}`,
  (random) => `build ${random.digits(9)} took ${random.digits(5)} us`,
];

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.int(16).toString(16)).join('');
}

/** Sixteen digits that fail the Luhn check. */
function failing(random: Random): string | undefined {
  const body = `7${random.digits(14)}`;
  const last = random.digits(1);
  return last === luhnDigit(body) ? undefined : body + last;
}
