import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSanitizer } from '../../src/index.ts';

const sanitizer = createSanitizer();
const { redact } = sanitizer;

describe('tables', () => {
  it('hides every cell under a name that says what it is, in each row', () => {
    expect(
      redact(
        'id,first_name,phone,ssn,dob,notes\r\n' +
          '1,Ann,2125550123,219099999,1980-01-02,"likes tea, milk"\r\n' +
          '2,Bob,2125550124,219099998,1981-01-02,none\r\n',
      ),
    ).toBe(
      'id,first_name,phone,ssn,dob,notes\r\n' +
        '1,[REDACTED],[REDACTED],[REDACTED],[REDACTED],"likes tea, milk"\r\n' +
        '2,[REDACTED],[REDACTED],[REDACTED],[REDACTED],none\r\n',
    );
  });

  it.each([
    ['Markdown', '| Name | Phone |\n|:---|---:|\n| Ann | 5550123 |\n', '5550123'],
    ['psql', ' id | first_name \n----+------------\n  1 | Marie-Luise\n(1 row)\n', 'Marie-Luise'],
    ['mysql', '+----+----------+\n| id | Nachname |\n+----+----------+\n|  1 | Müller   |\n', 'Müller'],
    ['semicolons and quotes', '"Nr";"Telefonnummer"\n"1";"0301234567"\n', '0301234567'],
    ['tabs', 'id\tpassport\n7\tC01X00T47\n', 'C01X00T47'],
    ['an index without a name', ',town,surname\n7,Ulm,Ann\n', 'Ann'],
    ['passwords', 'login,password\nann,blue-Horse\n', 'blue-Horse'],
    ['tokens', 'login,api_key\nann,f3Kx92mQpL0sW7vT\n', 'f3Kx92mQpL0sW7vT'],
    ['short dates', 'id,dob\n1,1/2/80\n', '1/2/80'],
    ['a last line without an end', 'id,surname\n1,Ann', 'Ann'],
    ['a line that does not fit', 'id,surname\n# page 2\n1,Ann\n', 'Ann'],
  ])('reads %s', (_name, text, value) => {
    expect(redact(text)).toBe(text.replace(value, '[REDACTED]'));
  });

  it.each([
    ['another table', 'id,surname\n1,[REDACTED]\n\nid,colour\n1,Ann\n'],
    ['cells that say nothing', 'id,surname,phone\n1,,\n2,-,n/a\n'],
    ['descriptions of fields', '| Field | Type | Phone |\n|---|---|---|\n| mobile | string | optional |\n'],
    ['the line below the names', '| First name | Phone |\n|---|---|\n| - | - |\n'],
    ['shares', 'Model|Email|IBAN|dob\n-|-|-|-\na|0.9876|12.34%|-\nb|100/94/97|17/12/14|none\n'],
    ['tokens of a grammar', '| Token | Meaning |\n|---|---|\n| word | one or more |\n'],
    ['prose', 'Send us name, phone and birthday,\nthen wait, or call, or write\n'],
    ['code', '\tswitch (name) {\n\tcase "surname",\n\t\t"Ann",\n'],
    ['calls', 'f(a,surname)\ng(b,Ann)\n'],
    ['a line within a table', 'kind,rule,place\nemail,at sign,x\nstreet,surname,y\nfoot,Ann,z\n'],
    ['facts', 'id,email_verified,phone_count\n1,20250101,20250102\n'],
    ['one column', 'surname\nAnn\n'],
  ])('leaves %s alone', (_name, text) => {
    expect(redact(text)).toBe(text);
  });

  it('counts lines of up to 768 characters', () => {
    const row = (size: number): string => `1,Ann,${'x'.repeat(size - 6)}`;
    expect(redact(`id,surname,text\n${row(768)}\n`)).not.toContain('Ann');
    expect(redact(`id,surname,text\n${row(769)}\n`)).toContain('Ann');
  });

  it('asks the policies and lists as for keys', () => {
    const own = createSanitizer({
      keys: ['ward'],
      allow: ['Bob'],
      policies: { types: { PERSON: ({ text, byKey }) => `<${text.length} ${byKey}>` } },
    });
    expect(own.redact('id,surname,ward\n1,Ann,B\n2,Bob,C\n')).toBe(
      'id,surname,ward\n1,<3 true>,[REDACTED]\n2,Bob,[REDACTED]\n',
    );
  });

  it('finds them in strings of values, too', () => {
    expect(sanitizer.inspect({ csv: 'id,surname\n1,Ann\n' })).toMatchObject({
      value: { csv: 'id,surname\n1,[REDACTED]\n' },
      findings: [{ type: 'PERSON', pointer: '/csv', start: 13, end: 16 }],
    });
  });

  it('hides all of a cell that something was found in', () => {
    expect(redact('id,passport\n1,see jane@example.com\n2,see [EMAIL]\n3,[EMAIL]\n4,see [X]\n')).toBe(
      'id,passport\n1,[REDACTED]\n2,[REDACTED]\n3,[EMAIL]\n4,see [X]\n',
    );
  });

  it.each([
    [
      'password,order\nhunter22!x,1\norder,4111111111111111',
      'password,order\n[REDACTED],1\n[REDACTED],[CREDIT_CARD]',
    ],
    [
      'phone;"surname": "Jane";account\nx\n123456789;tel',
      'phone;"surname": "[REDACTED]";account\nx\n[PHONE];tel',
    ],
    [
      'phone | "a, b" | dob\nphone,id\nx |  | 2125550123\nid\n2125550123,phone,id',
      'phone | "a, b" | dob\nphone,id\nx |  | [REDACTED]\nid\n[PHONE],phone,id',
    ],
  ])('takes no word that it hides for context: %j', (text, clean) => {
    expect(redact(text)).toBe(clean);
    expect(redact(clean)).toBe(clean);
  });

  it('leaves what it redacted as it is', () => {
    const line = fc
      .array(
        fc.constantFrom(
          'id',
          'surname',
          'phone',
          'dob',
          'Ann',
          '2125550123',
          '1980-01-02',
          '"a, b"',
          '',
          'x',
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .chain((cells) => fc.constantFrom(',', ';', '\t', ' | ').map((mark) => cells.join(mark)));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const once = redact(lines.join('\n'));
        expect(redact(once)).toBe(once);
      }),
    );
  });
});
