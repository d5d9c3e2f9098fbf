// Texts with invented secrets in the formats that vendors document, and lookalikes without any. Keys are put together from
// pieces, so that no scanner of repositories takes this file for a leak.
import { ALNUM, DIGITS, HEX, LOWER, type Random, UPPER } from './random.ts';

/** A text and the secret in it, if there is one. */
export interface Sample {
  text: string;
  secret?: string;
}

const URL64 = `${ALNUM}-_`;
const BASE64 = `${ALNUM}+/`;
const key = (prefix: string, alphabet: string, size: number) => (r: Random) =>
  prefix + r.from(alphabet, size);
const uuid = (r: Random): string => [8, 4, 4, 4, 12].map((size) => r.from(HEX, size)).join('-');
const base64 = (text: string): string =>
  btoa(text).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');

/** Keys that stand out wherever they are. */
export const VENDOR_SECRETS: Readonly<Record<string, (r: Random) => string>> = {
  'AWS id': key(`AK${'IA'}`, `${UPPER}234567`, 16),
  'AWS session id': key(`AS${'IA'}`, `${UPPER}234567`, 16),
  'Google API': key(`AI${'za'}Sy`, URL64, 33),
  'Google client': key(`GOC${'SPX'}-`, URL64, 28),
  'Google access': key(`ya${'29'}.a0`, URL64, 120),
  'Azure client': (r) => `${r.from(ALNUM, 3)}${r.from(DIGITS, 1)}Q${'~'}${r.from(URL64, 33)}a`,
  'GitHub personal': key(`gh${'p_'}`, ALNUM, 36),
  'GitHub OAuth': key(`gh${'o_'}`, ALNUM, 36),
  'GitHub server': key(`gh${'s_'}`, ALNUM, 36),
  'GitHub fine-grained': (r) => `github_${'pat_'}${r.from(ALNUM, 22)}_${r.from(ALNUM, 59)}`,
  'GitLab personal': key(`glp${'at'}-`, URL64, 20),
  'GitLab runner': key(`glr${'t'}-`, URL64, 20),
  'GitLab deploy': key(`gld${'t'}-`, URL64, 20),
  'Slack bot': (r) => `xo${'xb'}-${r.from(DIGITS, 12)}-${r.from(DIGITS, 12)}-${r.from(ALNUM, 24)}`,
  'Slack user': (r) =>
    `xo${'xp'}-${r.from(DIGITS, 12)}-${r.from(DIGITS, 12)}-${r.from(DIGITS, 13)}-${r.from(HEX, 32)}`,
  'Slack webhook': (r) =>
    `https://hooks.${'slack'}.com/services/T${r.from(ALNUM, 9)}/B${r.from(ALNUM, 10)}/${r.from(ALNUM, 24)}`,
  'Stripe live': key(`sk_${'live'}_`, ALNUM, 99),
  'Stripe test': key(`sk_${'test'}_`, ALNUM, 24),
  'Stripe restricted': key(`rk_${'live'}_`, ALNUM, 40),
  'Stripe webhook': key(`wh${'sec'}_`, ALNUM, 32),
  'OpenAI project': (r) => `sk-${'proj'}-${r.from(URL64, 74)}T3Blbk${'FJ'}${r.from(URL64, 73)}z`,
  'OpenAI old': (r) => `sk${'-'}${r.from(ALNUM, 20)}T3Blbk${'FJ'}${r.from(ALNUM, 20)}`,
  Anthropic: (r) => `sk-${'ant'}-api03-${r.from(URL64, 93)}AA`,
  'Hugging Face': key(`h${'f_'}`, UPPER + LOWER, 34),
  Groq: key(`gs${'k_'}`, ALNUM, 52),
  xAI: key(`xa${'i'}-`, ALNUM, 80),
  Perplexity: key(`pp${'lx'}-`, ALNUM, 48),
  Replicate: key(`r${'8_'}`, ALNUM, 37),
  LangSmith: (r) => `lsv2_${'pt'}_${r.from(HEX, 32)}_${r.from(HEX, 10)}`,
  npm: key(`np${'m_'}`, ALNUM, 36),
  PyPI: key(`py${'pi'}-AgEIcHlwaS5vcmc`, URL64, 120),
  RubyGems: key(`ruby${'gems'}_`, HEX, 48),
  Docker: key(`dckr_${'pat'}_`, URL64, 27),
  Twilio: key(`S${'K'}`, HEX, 32),
  SendGrid: (r) => `S${'G'}.${r.from(URL64, 22)}.${r.from(URL64, 42)}a`,
  Mailgun: key(`k${'ey'}-`, HEX, 32),
  Mailchimp: (r) => `${r.from(HEX, 32)}-u${'s'}${1 + r.below(20)}`,
  Shopify: key(`shp${'at'}_`, HEX, 32),
  Square: key(`sq0${'atp'}-`, URL64, 22),
  Braintree: (r) => `access_${'token'}$production$${r.from(DIGITS + LOWER, 16)}$${r.from(HEX, 32)}`,
  Telegram: (r) => `${1 + r.below(9)}${r.from(DIGITS, 9)}:A${'A'}${r.from(URL64, 33)}`,
  Discord: (r) => `${base64(`1${r.from(DIGITS, 17)}`)}.${r.from(ALNUM, 6)}.${r.from(ALNUM, 38)}`,
  Atlassian: key(`ATA${'TT3'}xFfGF0`, `${URL64}=`, 180),
  Linear: key(`lin_${'api'}_`, ALNUM, 40),
  Notion: key(`nt${'n_'}`, ALNUM, 46),
  Figma: key(`fig${'d_'}`, URL64, 40),
  Dropbox: key(`s${'l'}.`, URL64, 135),
  DigitalOcean: key(`dop_${'v1'}_`, HEX, 64),
  'Fly.io': key(`fo${'1_'}`, URL64, 43),
  Netlify: key(`nf${'p_'}`, ALNUM, 36),
  Cloudflare: key(`cf${'ut'}_`, ALNUM, 48),
  'New Relic': key(`NR${'AK'}-`, UPPER + DIGITS, 27),
  'Sentry user': key(`sntry${'u'}_`, HEX, 64),
  Grafana: (r) => `gl${'sa'}_${r.from(ALNUM, 32)}_${r.from(HEX, 8)}`,
  Databricks: key(`da${'pi'}`, HEX, 32),
  Doppler: key(`dp.${'pt'}.`, ALNUM, 43),
  Vault: key(`hv${'s'}.`, URL64, 95),
  'Terraform Cloud': (r) => `${r.from(ALNUM, 14)}.atlas${'v1'}.${r.from(URL64, 67)}`,
  Pulumi: key(`pu${'l'}-`, HEX, 40),
  PlanetScale: key(`pscale_${'tkn'}_`, URL64, 43),
  Supabase: key(`sb${'p_'}`, HEX, 40),
  age: key(`AGE-SECRET-${'KEY'}-1`, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58),
  Alibaba: key(`LT${'AI'}`, ALNUM, 20),
  Yandex: key(`AQ${'VN'}`, URL64, 36),
  Adobe: key(`p8${'e'}-`, HEX, 32),
  Airtable: (r) => `pa${'t'}${r.from(ALNUM, 14)}.${r.from(HEX, 64)}`,
  Postman: (r) => `PM${'AK'}-${r.from(HEX, 24)}-${r.from(HEX, 34)}`,
  Prefect: key(`pn${'u_'}`, ALNUM, 36),
  ReadMe: key(`rd${'me'}_`, LOWER + DIGITS, 70),
  Shippo: key(`shippo_${'live'}_`, HEX, 40),
  Typeform: key(`tf${'p_'}`, URL64, 59),
  JFrog: key(`AK${'Cp'}`, ALNUM, 69),
  EasyPost: key(`EZ${'AK'}`, ALNUM, 54),
  Duffel: key(`duffel_${'live'}_`, URL64, 43),
  Plaid: (r) => `access-${'production'}-${uuid(r)}`,
  'JSON Web Token': (r) =>
    `${base64(JSON.stringify({ alg: r.pick(['HS256', 'RS256', 'none']), typ: 'JWT' }))}.${base64(
      JSON.stringify({ sub: r.from(DIGITS, 10), name: r.from(LOWER, 8) }),
    )}.${r.from(URL64, 43)}`,
};

/** Places in which such a key is found without a word about it. */
const ANYWHERE: readonly ((secret: string) => string)[] = [
  (s) => s,
  (s) => `the deploy failed with ${s} and was started again`,
  (s) => `client.login("${s}");`,
  (s) => `{"level":30,"msg":"using ${s}","pid":17}`,
  (s) => `x = '${s}'`,
  (s) => `- ${s}\n- other`,
  (s) => `curl https://api.example.com/v1/items -H "X-Custom: ${s}"`,
  (s) => `2026-11-23T10:00:00Z WARN upstream refused value=${s} after 3 tries`,
  (s) => `first line\\n${s}\\nlast line`,
  (s) => `| name | ${s} |`,
];

/** Places that announce the secret. */
const ANNOUNCED: readonly ((secret: string, r: Random) => string)[] = [
  (s) => `API_KEY=${s}\nDEBUG=1\n`,
  (s) => `export AUTH_TOKEN="${s}"`,
  (s) => `const apiKey = '${s}';`,
  (s) => `const token: string = "${s}";`,
  (s) => `var serviceToken string = "${s}"`,
  (s) => `serviceToken := "${s}"`,
  (s) => `String clientSecret = "${s}";`,
  (s) => `$client_secret .= "${s}"`,
  (s) => `SECRET_KEY ?= "${s}"`,
  (s) => `{\n  "service_token": "${s}"\n}`,
  (s) => `{"api_key":"${s}","region":"eu"}`,
  (s) => `service_token: ${s}\nregion: eu\n`,
  (s) => `service_token: '${s}'`,
  (s) => `"access_token" => "${s}",`,
  (s) => `<serviceToken>${s}</serviceToken>`,
  (s) => `<serviceToken>\n    ${s}\n</serviceToken>`,
  (s) => `<add key="ServiceToken" value="${s}" />`,
  (s) => `- name: SERVICE_TOKEN\n  value: ${s}\n`,
  (s) => `GET /v1/items?limit=5&access_token=${s} HTTP/1.1`,
  (s) => `Authorization: Bearer ${s}`,
  (s) => `curl -H "Authorization: Bearer ${s}" https://api.example.com`,
  (s) => `axios.get(url, { headers: { 'X-Api-Key': '${s}' } })`,
  (s) => `tool --api-key=${s} run`,
  (s) => `https://bot:${encodeURIComponent(s)}@git.example.com/repo.git`,
  (s) => `//registry.example.com/:_authToken=${s}`,
  (s) => `[default]\nsecret_access_key = ${s}\n`,
  (s) => `Refresh token: ${s}`,
  (s) => `const key = env.SERVICE_TOKEN || '${s}';`,
];

const PASSWORD_PLACES: readonly ((secret: string) => string)[] = [
  (s) => `password=${s}`,
  (s) => `DB_PASSWORD="${s}"`,
  (s) => `password: ${s}\n`,
  (s) => `"password": "${s}"`,
  (s) => `PGPASSWORD=${s} psql -h db`,
  (s) => `Server=db;Database=app;User Id=sa;Password=${s};Encrypt=true`,
  (s) => `jdbc:postgresql://db/app?user=app&password=${s}`,
  (s) => `postgres://app:${s}@db.example.com:5432/app`,
  (s) => `mongodb+srv://app:${s}@cluster0.example.net/?retryWrites=true`,
  (s) => `redis://:${s}@cache:6379/0`,
  (s) => `amqps://gateway:${s}@broker.example.com`,
  (s) => `spring.datasource.password=${s}`,
  (s) => `Passwort: ${s}`,
  (s) => `Mot de passe : ${s}`,
  (s) => `contraseña: ${s}`,
  (s) => `Senha: ${s}`,
  (s) => `hasło=${s}`,
  (s) => `machine git.example.com login ci password ${s}\n`,
  (s) => `db.example.com:5432:app:admin:${s}\n`,
  (s) => `curl -u admin:${s} https://example.com`,
  (s) => `<password>${s}</password>`,
  (s) => `\\"password\\":\\"${s}\\"`,
  (s) => `login user=bob,password=${s},ip=10.0.0.1`,
  (s) => `smtp.pass = "${s}"`,
];

const WORDS = [
  'harbour',
  'lantern',
  'tulip',
  'copper',
  'meadow',
  'falcon',
  'winter',
  'gravel',
  'pepper',
  'orbit',
];

function password(r: Random): string {
  const word = (): string => r.pick(WORDS);
  return r.pick([
    () => `${word()}${r.from(DIGITS, 2)}`,
    () => `${word()}-${word()}-${r.from(DIGITS, 2)}`,
    () => r.from(ALNUM, 12),
    () => `${r.from(UPPER, 1)}${word()}${r.from(DIGITS, 3)}!`,
    () => word() + word(),
    () => r.from(`${ALNUM}_-`, 20),
  ])();
}

/** Values behind a telling name, of services that document no prefix. */
function plainSecret(r: Random): string {
  return r.pick([
    () => r.from(HEX, 32),
    () => r.from(HEX, 40),
    () => r.from(HEX, 64),
    () => r.from(ALNUM, 32),
    () => r.from(LOWER + DIGITS, 40),
    () => r.from(URL64, 43),
    () => r.from(BASE64, 40),
    () => `${r.from(BASE64, 86)}==`,
    () => uuid(r),
  ])();
}

/** Texts with one secret each. */
export function secretSamples(r: Random, rounds: number): Sample[] {
  const samples: Sample[] = [];
  const add = (secret: string, text: string): void => void samples.push({ text, secret });
  for (let round = 0; round < rounds; round += 1) {
    for (const make of Object.values(VENDOR_SECRETS)) {
      const secret = make(r);
      // Without a digit the engine does not ask about a token.
      if (/\d/.test(secret)) add(secret, r.pick(ANYWHERE)(secret));
      add(secret, r.pick(ANNOUNCED)(secret, r));
    }
    for (const place of ANNOUNCED) {
      const secret = plainSecret(r);
      add(secret, place(secret, r));
    }
    for (const place of PASSWORD_PLACES) {
      const secret = password(r);
      add(secret, place(secret));
    }
    samples.push(...blocks(r));
  }
  return samples;
}

function blocks(r: Random): Sample[] {
  const body = Array.from({ length: 6 }, () => r.from(BASE64, 64)).join('\n');
  const pem = (label: string): string => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`;
  const labels = ['RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED ', ''].map((kind) => `${kind}PRIVATE ${'KEY'}`);
  const basic = btoa(`admin:${password(r)}`);
  const sig = encodeURIComponent(`${r.from(BASE64, 43)}=`);
  return [
    ...labels.map((label) => ({ text: `here it is:\n${pem(label)}\nkeep it`, secret: pem(label) })),
    {
      text: `"key": "${pem(labels[0]!).replaceAll('\n', '\\n')}\\n"`,
      secret: pem(labels[0]!).replaceAll('\n', '\\n'),
    },
    { text: `Authorization: Basic ${basic}`, secret: basic },
    { text: `{"auths":{"index.docker.io":{"auth":"${basic}"}}}`, secret: basic },
    {
      text: `https://acc.blob.core.windows.net/c/f.txt?sv=2026-01-01&se=2027-01-01&sr=b&sp=r&sig=${sig}`,
      secret: sig,
    },
    ...['AccountKey', 'SharedAccessKey'].map((name) => {
      const secret = `${r.from(BASE64, 86)}==`;
      return { text: `Endpoint=sb://bus.example.net/;KeyName=root;${name}=${secret}`, secret };
    }),
  ];
}

/** Lookalikes: nothing in them is a secret. */
export function cleanSamples(r: Random): Sample[] {
  const hex = (size: number): string => r.from(HEX, size);
  const sha = (): string => `sha512-${r.from(BASE64, 86)}==`;
  return [
    ...[
      'YOUR_API_KEY',
      'your-api-key',
      '<token>',
      '<your token>',
      'xxxxxxxx',
      'XXXX-XXXX-XXXX',
      '********',
      '...',
      'REPLACE_ME',
    ].flatMap((value) => [`API_KEY=${value}`, `"token": "${value}"`, `password: ${value}`]),
    ...[
      '$TOKEN',
      `$\{TOKEN}`,
      `$\{{ secrets.TOKEN }}`,
      '{{ token }}',
      '%TOKEN%',
      '$(cat token)',
      '#{token}',
      '@TOKEN@',
      '%s',
    ].flatMap((value) => [`API_KEY=${value}`, `"token": "${value}"`, `secret: ${value}`]),
    'const token = process.env.API_TOKEN;',
    'const token = getToken();',
    'token = await fetchToken(user)',
    'password = os.environ["PASSWORD"]',
    'password: z.string().min(8),',
    'function login(user: string, password: string): Promise<Token> {',
    'type Options = { token?: string; secret: Buffer | undefined };',
    'this.password = password;',
    'if (token === undefined) throw new Error("no token");',
    'const { apiKey, secret } = options;',
    'login({ user, password: form.password.value })',
    'secret: Joi.string().required(),',
    'token => token.type === "word"',
    'let tokens = 4096; maxTokens: 1024, token_count=77',
    'kind: SyntaxKind.EqualsToken = 63,',
    '{ token: "comment.block", foreground: "888888" }',
    '"nextPageToken": "CAUQAA", "pageToken": "abc"',
    'progressToken: 17',
    'Password: must be at least 12 characters long',
    'The password is checked by the server. Your token: keep it safe.',
    '"password": "Passwort", "forgot_password": "Forgot your password?"',
    'placeholder="Enter your password"',
    'keyboard: qwertz, monkey: 5, keyword=if, primaryKey: true',
    'public_key = "9c1f8f2b6b7f4c2e9c1f8f2b6b7f4c2e"',
    `"publicKey": "${r.from(BASE64, 43)}="`,
    `PublicKeyToken=${hex(16)}, processorArchitecture=MSIL`,
    `-----BEGIN PUBLIC ${'KEY'}-----\n${r.from(BASE64, 64)}\n${r.from(BASE64, 64)}\n-----END PUBLIC KEY-----`,
    `-----BEGIN CERTIFICATE-----\n${r.from(BASE64, 64)}\n-----END CERTIFICATE-----`,
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${r.from(BASE64, 43)} me@host`,
    `commit ${hex(40)}\nAuthor: somebody`,
    `index ${hex(7)}..${hex(7)} 100644`,
    `"integrity": "${sha()}",`,
    `  resolution: {integrity: ${sha()}}`,
    `"sha256": "${hex(64)}"`,
    `md5=${hex(32)} etag="${hex(32)}"`,
    `id: ${uuid(r)}`,
    `request_id=${uuid(r)} trace_id=${hex(32)} span_id=${hex(16)}`,
    `cache-key: node-cache-Linux-npm-${hex(64)}`,
    `data:image/png;base64,iVBORw0KGgo${r.from(BASE64, 400)}`,
    `<img src="/assets/logo.${hex(20)}.svg">`,
    `/usr/lib/node_modules/pkg/dist/index-${r.from(ALNUM, 8)}.js:12:34`,
    `src/token.ts:12:5 - error TS2304: Cannot find name 'secret'.`,
    'color: #ff00aa; --token-color: var(--accent-12345678);',
    `!function(e,t){var n=e.token,r=e.password;t.exports={token:n,password:r}}(this,${hex(6)});`,
    'https://example.com/reset-password?step=2&lang=en',
    'https://example.com:8080/users/@me',
    'user@example.com:/srv/repo.git',
    `arn:aws:secretsmanager:eu-west-1:${r.from(DIGITS, 12)}:secret:app/db`,
    'Bearer authentication is required. The bearer of this letter may pass.',
    'WWW-Authenticate: Bearer realm="api", error="invalid_token"',
    'Basic knowledge of HTTP is enough. Basic authentication',
    'sk-button-primary-large-rounded sk_live mode AKIA',
    `AK${'IA'}IOSFODNN7EXAMPLE and wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`,
    'git clone git@github.com:owner/repo.git && cd repo',
    'time=12:34:56 level=info msg="token refreshed" user=bob status=ok',
    'version: 1.2.3, "@scope/auth-token": "^6.0.0"',
    `translation_key="settings.account.title" hash_key=${hex(32)}`,
    'redis://localhost:6379/0 and postgres://localhost/app',
    'scheme://user:password@host',
    'host:port:database:username:password',
  ].map((text) => ({ text }));
}
