import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSigns } from '../../src/detect/signs.ts';
import { MAX_SECRET_CHARS } from '../../src/secrets/limits.ts';
import { scanSecrets } from '../../src/secrets/scan-secrets.ts';
import { ALNUM, createRandom } from '../support/random.ts';

const random = createRandom(3);
const RANDOM = random.from(ALNUM, 32);
const LETTERS = 'qZxKvWjHgFdSaPoIuYtReWqMnBvCxZlKjH';
const BODY = `MIIE${random.from(ALNUM, 60)}`;

function found(text: string): string[] {
  return scanSecrets(text, readSigns(text).places).map(({ start, end }) => text.slice(start, end));
}

const pem = (label: string, end = `-----END ${label}-----`): string =>
  `-----BEGIN ${label}-----\n${BODY}\n${end}`;

describe('assignments', () => {
  it.each([
    ...[
      'password=hunter2',
      'password: hunter2',
      'password := hunter2',
      'PASSWORD ::= hunter2',
      'password ?= "hunter2"',
    ],
    ...[
      '$password .= "hunter2"',
      'password ||= "hunter2"',
      '"password" => "hunter2"',
      ":password => 'hunter2'",
    ],
    ...[
      'env["PASSWORD"] = "hunter2"',
      '**Password:** hunter2',
      '**Password**: hunter2',
      'password: |\n  hunter2\nx: 1',
    ],
    ...[
      'const password: string = "hunter2";',
      'var password string = "hunter2"',
      'let password: &str = "hunter2";',
    ],
    ...['password = env.PASSWORD || "hunter2"', "password = env.PASSWORD ?? 'hunter2'", 'pgpassword=hunter2'],
    ...['Password2: hunter2', 'DB_PASS=hunter2', 'smtp.pass = hunter2', 'app.datasource.password=hunter2'],
    ...[
      '<add key="DbPassword" value="hunter2"/>',
      '- name: DB_PASSWORD\n  value: hunter2',
      '{"key":"password","value":"hunter2"}',
    ],
    ...[
      '<password>hunter2</password>',
      '<ns:password>\n  hunter2\n</ns:password>',
      '{\\"password\\":\\"hunter2\\"}',
    ],
    ...['line=1\\npassword=hunter2\\nline=2', 'The password is: hunter2', 'Das Passwort lautet: hunter2'],
    ...[
      'Kennwort: hunter2',
      'mot de passe : hunter2',
      'contraseña: hunter2',
      'CONTRASEÑA=hunter2',

      'senha=hunter2',
    ],
    ...[
      'wachtwoord: hunter2',
      'lösenord: hunter2',
      'hasło: hunter2',
      'heslo=hunter2',
      'пароль: hunter2',
      'şifre: hunter2',
      'jelszó: hunter2',
    ],
  ])('in %j', (text) => expect(found(text)).toEqual(['hunter2']));

  it.each([
    ['GET /x?token=abc&n=1', 'abc'],
    ['https://x.example/?n=1&api_key=abc#top', 'abc'],
    ['Password="two words"', 'two words'],
    ['passphrase: "correct horse battery staple"', 'correct horse battery staple'],
    ['pin_code_secret: 1234', '1234'],
    [`auth = "${RANDOM}"`, RANDOM],
    [`?sig=${RANDOM}%3D&x`, `${RANDOM}%3D`],
    [`Cookie: theme=dark; session=${RANDOM}`, RANDOM],
    ['"PHPSESSID=298zf09hf012fh2"', '298zf09hf012fh2'],
    [
      `Authorization: AWS4-HMAC-SHA256 Credential=${RANDOM}/20261124/eu/s3`,
      `Credential=${RANDOM}/20261124/eu/s3`,
    ],
    [`"Authorization": "token ${RANDOM}"`, RANDOM],
    [`AccountKey=${RANDOM}++${RANDOM}==;Suffix=x`, `${RANDOM}++${RANDOM}==`],
  ])('%j', (text, secret) => expect(found(text)).toEqual([secret]));

  it.each([
    ...[
      'password = getpass()',
      'token = tokens[0]',
      'secret = this.secret',
      'password: user.password,',
      'token=t,',
      'password:e}',
    ],
    ...[
      'token: string',
      'password?: string',
      'f(token: Token): void',
      'token: SyntaxKind.Word',
      'password = args => 1',
    ],
    ...[
      'token == "x"',
      'password !== confirmation',
      'token => "x"',
      'std::token::word',
      'a ? "token" : "other"',
    ],
    ...[
      'session=7f3a9c11aa22bb33',
      'next_token: "abc1"',
      'progressToken: 17',
      'public_key: "9c1f8f2b6b7f4c2e1122"',
      'token: 5',
    ],
    ...[
      'password: the one you chose',
      'Password: must be long',
      'token: expired',
      'token = 1*tchar',
      'auth: none',
    ],
    ...[
      'password: "Enter your password"',
      '"password": "Пароль"',
      '"password": "Mot de passe"',
      'token: /run/secrets/token',
    ],
    ...[
      'password: op://vault/item',
      'token: ./token.txt',
      `key: "${'ab12'.repeat(8)}"`,
      'key: "a-1b2c3d4e-not-a-uuid"',
    ],
  ])('not in %j', (text) => expect(found(text)).toEqual([]));

  it('leaves what stands behind a placeholder', () => {
    for (const text of [
      'password=[REDACTED]',
      'token=[EMAIL_1]x1',
      'secret: "[SECRET:a1b2c3]"',
      'http://u:[REDACTED]@h',
    ])
      expect(found(text)).toEqual([]);
  });
});

describe('headers and URLs', () => {
  it.each([
    ['sent Bearer abc.def-1 on', 'abc.def-1'],
    ['BEARER abcdef123', 'abcdef123'],
    [`x Basic ${btoa('ann:hunter2')} y`, btoa('ann:hunter2')],
    ['ftp://ann:hunter2@host', 'hunter2'],
    ['mysql://ann:hunter#2@db:3306/shop', 'hunter#2'],
    ['https://ann:h/unter?2@x.example/f', 'h/unter?2'],
    ['curl -u ann:hunter2 https://x.example', 'hunter2'],
    ['curl --user "ann:hunter2" x', 'hunter2'],
    ['db.example.com:5432:app:ann:hunter2', 'hunter2'],
    ['*:*:*:ann:hunter2\n', 'hunter2'],
    ['machine x.example login ann password hunter2', 'hunter2'],
    [`bot 123456789:AA${LETTERS.slice(0, 33)}`, `123456789:AA${LETTERS.slice(0, 33)}`],
  ])('%j', (text, secret) => expect(found(text)).toEqual([secret]));

  it.each([
    ...[
      'Bearer realm="x"',
      'Bearer token',
      'Basic knowledge',
      'Basic dGhpcyBpcyBub3Q',
      'http://h:80/a@b.c',
      `http://localhost:$\{PORT}/@vite/client`,
      'http://localhost:PORT/@fs/a.js',
      'https://h.x:443/?a=b:c@d.e',
    ],
    ...[
      'http://$USER:$PASS@h',
      `http://u:$\{PASS}@h`,
      'https://user:password@host',
      '2001:db8:1234:0:0:8a2e:370:7334',
    ],
    ...['12:34:56.789', 'a:1234:b:c:d:e', 'curl -u $USER:$PASS x', 'curl -u user:password x'],
  ])('not in %j', (text) => expect(found(text)).toEqual([]));
});

describe('private keys', () => {
  const labels = ['RSA', 'EC', 'DSA', 'OPENSSH', 'ENCRYPTED'].map((kind) => `${kind} PRIVATE ${'KEY'}`);
  it.each([...labels, `PRIVATE ${'KEY'}`, `PGP PRIVATE ${'KEY'} BLOCK`])('%s', (label) => {
    expect(found(`a\n${pem(label)}\nb`)).toEqual([pem(label)]);
    expect(found(`a ${pem(label)} b`)).toEqual([pem(label)]);
    const escaped = pem(label).replaceAll('\n', '\\n');
    expect(found(`{"k":"${escaped}"}`)).toEqual([escaped]);
  });

  it('without an end go on to the limit', () => {
    const text = `${pem(`PRIVATE ${'KEY'}`, '')}${'A'.repeat(MAX_SECRET_CHARS)}`;
    expect(found(text).map((secret) => secret.length)).toEqual([MAX_SECRET_CHARS]);
  });

  it('are not public keys, certificates or mentions', () => {
    for (const label of [`PUBLIC ${'KEY'}`, 'CERTIFICATE', `SSH2 PUBLIC ${'KEY'}`])
      expect(found(pem(label))).toEqual([]);
    expect(found(`if (text.startsWith('-----BEGIN PRIVATE ${'KEY'}-----')) return;`)).toEqual([]);
  });

  it('are found in files of PuTTY', () => {
    const text = `PuTTY-User-Key-File-3: ssh-ed25519\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 1\n${BODY}\nPrivate-MAC: ${'0f'.repeat(32)}\n`;
    expect(found(text)[0]).toContain(BODY);
  });
});

it('finds keys without a digit', () => {
  for (const prefix of [`h${'f_'}`, `gh${'p_'}`, `np${'m_'}`]) {
    const key = prefix + LETTERS + (prefix === `h${'f_'}` ? '' : 'Qz');
    expect(found(`run ${key} now`)).toEqual([key]);
  }
  const stripe = `sk_${'live'}_${LETTERS}`;
  expect(found(`run ${stripe} now`)).toEqual([stripe]);
});

describe('limits', () => {
  it('cut a value at the longest finding', () => {
    const [bare] = found(`password=1${'x'.repeat(MAX_SECRET_CHARS)}`);
    const [quoted] = found(`password="1 ${'x'.repeat(MAX_SECRET_CHARS)}"`);
    expect([bare?.length, quoted?.length]).toEqual([MAX_SECRET_CHARS, MAX_SECRET_CHARS]);
    expect(found(`password=1${'x'.repeat(MAX_SECRET_CHARS - 1)}`)[0]).toHaveLength(MAX_SECRET_CHARS);
  });

  it('keep the look around a finding within 256 characters', () => {
    const near = found(`Cookie: a=${'b'.repeat(200)}; session=${RANDOM}`);
    const far = found(`Cookie: a=${'b'.repeat(260)}; session=${RANDOM}`);
    expect([near, far]).toEqual([[RANDOM], []]);
  });
});

it('reports findings in rising order, disjoint and inside the text', () => {
  const piece = fc.constantFrom(
    ...[
      'password',
      'token',
      'key',
      '=',
      ':',
      '"',
      "'",
      ' ',
      '\n',
      '\\',
      '<',
      '</',
      '>',
      'Bearer ',
      'Basic ',
      '://',
      '@',
      'u:p@',
    ],
    ...[
      '[REDACTED]',
      RANDOM,
      'hunter2',
      '(',
      ')',
      '{',
      '}',
      ',',
      '|',
      '$',
      '-----BEGIN PRIVATE KEY-----\n',
      BODY,
      'value',
      'Cookie',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      for (const { start, end } of scanSecrets(text, readSigns(text).places)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2_000 },
  );
});

it('finds as many as there are', () => {
  const count = 200_000;
  expect(found('password=hunter2x9\n'.repeat(count))).toHaveLength(count);
});

it('changes nothing the second time', () => {
  const redact = (text: string): string =>
    scanSecrets(text, readSigns(text).places).reduceRight(
      (result, { start, end }) => `${result.slice(0, start)}[REDACTED]${result.slice(end)}`,
      text,
    );
  const piece = fc.constantFrom(
    ...[
      'password',
      'token: ',
      'api key',
      '=',
      ':',
      '"',
      "'",
      ' ',
      '\n',
      '\\',
      '<password>',
      '</password>',
      'Bearer ',
      '://',
      'u:',
      '@',
    ],
    ...[RANDOM, 'hunter2', 'x', '(', ')', '}', ',', ';', '&', '?', '#', 'value=', 'name="token" '],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const once = redact(pieces.join(''));
      expect(redact(once)).toBe(once);
    }),
    { numRuns: 3_000 },
  );
});
