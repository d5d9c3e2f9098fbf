// Secrets as people write them, and what only looks like one, through the public door.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFiller } from '../../src/secrets/placeholder-value.ts';
import { VENDOR_KEYS } from '../../src/secrets/vendors/table.ts';
import { findSecrets } from '../support/find-secrets.ts';
import { ALNUM, createRandom, HEX } from '../support/random.ts';

const random = createRandom(20_261_130);
const hex = random.from(HEX, 40);
const body = random.from(ALNUM, 64);
const uuid = `${random.from(HEX, 8)}-${random.from(HEX, 4)}-4${random.from(HEX, 3)}-a${random.from(HEX, 3)}-${random.from(HEX, 12)}`;

const AZURE = `${body}${random.from(ALNUM, 12)}+ASt${random.from(ALNUM, 6)}==`;

const found = (text: string): string[] => findSecrets(text).map(({ start, end }) => text.slice(start, end));

describe('keys of the table of vendors', () => {
  /** Of the characters that fast-check makes, marks are many more than in a key. */
  const isLikeKey = (key: string): boolean =>
    key.length >= 16 && (key.match(/[\W_]/g)?.length ?? 0) * 8 <= key.length;
  const made = VENDOR_KEYS.flatMap(({ prefix, body: pattern }) =>
    fc
      .sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), { numRuns: 60, seed: 7 })
      // The engine asks only where there is a digit.
      .filter((rest) => /\d/.test(rest) && isLikeKey(rest) && !isFiller(rest))
      .slice(0, 5)
      .map((rest): [string, string] => [prefix, prefix + rest]),
  );

  it('are found', () => {
    expect(new Set(made.map(([prefix]) => prefix)).size).toBeGreaterThan(150);
    expect(
      made.map(([, key]) => key).filter((key) => findSecrets(`then "${key}" and on`).length === 0),
    ).toEqual([]);
  });
});

describe('what says that it is a secret', () => {
  it.each([
    ...[
      ['tool --password hunter2 --user bob', 'hunter2'],
      ['["--password", "Kq9zT7wP"]', 'Kq9zT7wP'],
      ['the password is hunter2', 'hunter2'],
      ['das Passwort lautet blau7pferd', 'blau7pferd'],
      ["ALTER USER b WITH PASSWORD 'Kq9zT7wP'", 'Kq9zT7wP'],
      ['put("password", "Kq9zT7wP")', 'Kq9zT7wP'],
      ["WITH PASSWORD 'Kq9zT7wP$56'", 'Kq9zT7wP$56'],
      ['tool --password hX9c%41Kn -v', 'hX9c%41Kn'],
      ['keytool -keypass Zq7!t5DvD!42 -list', 'Zq7!t5DvD!42'],
      ['Passwort Kq9z!7wP, bitte ändern', 'Kq9z!7wP'],
      ['PASS Kq9z!7wP', 'Kq9z!7wP'],
      ['mysql -u root -pKq9z!7wP shop', 'Kq9z!7wP'],
      ["mysqldump -p'Kq9z!7wP' shop", 'Kq9z!7wP'],
      ['sshpass -p Kq9z7wP ssh host', 'Kq9z7wP'],
      ['docker login -u ci -p Kq9z7wP host', 'Kq9z7wP'],
      ['redis-cli -h host -a Kq9z7wP ping', 'Kq9z7wP'],
      ["ALTER USER b IDENTIFIED BY 'Kq9z!7wP'", 'Kq9z!7wP'],
      ['the password is kettle-drum-1944x', 'kettle-drum-1944x'],
      [`the token is ${hex}.`, hex],
      [`cli --token ${uuid}`, uuid],
    ],
    ...[
      ['password = b"Kq9zT7wP"', 'Kq9zT7wP'],
      ["password: u'Kq9zT7wP'", 'Kq9zT7wP'],
      ['password = @"Kq9zT7wP"', 'Kq9zT7wP'],
      ['let password = String::from("Kq9zT7wP");', 'Kq9zT7wP'],
      ['secret := []byte("Kq9zT7wP")', 'Kq9zT7wP'],
      ['password="Pa$$w0rd9x"', 'Pa$$w0rd9x'],
      ['DB_PASSWORD=Tr0ub4dor&3\nPORT=1', 'Tr0ub4dor&3'],
      ['a?password=x1y2z3&user=bob', 'x1y2z3'],
      ['password_2: hunter2x', 'hunter2x'],
      ['密码: Xq9pw7', 'Xq9pw7'],
      ['postgres://app:mySecretPassword@prod/main', 'mySecretPassword'],
      [`tls.key: ${body.repeat(20)}`, body.repeat(20)],
    ],
    ...[
      [
        '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\nMIIE\n-----END RSA PRIVATE KEY-----',
        '',
      ],
      [
        '-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\nlQVY\n-----END PGP PRIVATE KEY BLOCK-----',
        '',
      ],
    ],
    ...[
      [`\u001b[1;32mghp_${body.slice(0, 36)}\u001b[0m`, `ghp_${body.slice(0, 36)}`],
      [`key ${AZURE}`, AZURE],
    ],
  ])('%j', (text, secret) => {
    expect(found(text)).toEqual([secret || text]);
  });
});

describe('what only looks like one', () => {
  it.each([
    ...[
      'password is base64 encoded',
      'password sha256 hashing',
      'password 8-16 characters',
      'mkdir -p build7/dist && docker run -p 8080x9:80 app',
      'cut -a field77 | redis-cli ping',
      'password reset for ann2@',
      'password https://x.example/a#b1c2d3e4',
      'password: Option<String>',
      'password: String!',
      'token: process.env.UPSTASH_TOKEN!,',
      'SET password = :password',
      'WHERE token = @token',
      'password: n/a',
      'Please reset your password: click the link below',
      'Bearer tokens.',
      'postgres://user:db_password@host/x',
    ],
    ...[`commit ${hex}`, `sha256:${random.from(HEX, 64)}`, `id ${uuid}`, `trace-${random.from(HEX, 32)}`],
  ])('%j', (text) => expect(found(text)).toEqual([]));
});
