// Keys of clouds, hosting and data services. See table.ts for the columns.

export const CLOUD = String.raw`
A3T                | [A-Z0-9]{17}                          | AWS access key id              | https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
ABIA               | [A-Z0-9]{16}                          | AWS STS bearer token id        | https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
ABSK               | b64{109,269}={0,2}                    | AWS Bedrock API key            | https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html
ACCA               | [A-Z0-9]{16}                          | AWS context-specific credential| https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
AKIA               | [A-Z0-9]{16}                          | AWS access key id              | https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
ASIA               | [A-Z0-9]{16}                          | AWS temporary access key id    | https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
bedrock-api-key-   | b64{32,8000}={0,2}                    | AWS Bedrock short-term key     | https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html
AIza               | b64u{35}                              | Google API key                 | https://cloud.google.com/docs/authentication/api-keys
GOCSPX-            | b64u{28}                              | Google OAuth client secret     | https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
ya29.              | [\w.-]{30,2048}                       | Google OAuth access token      | https://developers.google.com/identity/protocols/oauth2
1//0               | b64u{40,512}                          | Google OAuth refresh token     | https://developers.google.com/identity/protocols/oauth2
LTAI               | b62{12,24}                            | Alibaba Cloud access key id    | https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair
AKID               | b62{32}                               | Tencent Cloud secret id        | https://www.tencentcloud.com/document/product/598/34227
AQVN               | b64u{35,38}                           | Yandex Cloud API key           | https://yandex.cloud/en/docs/iam/concepts/authorization/api-key
YCAJE              | b64u{20}                              | Yandex Cloud static key id     | https://yandex.cloud/en/docs/iam/concepts/authorization/access-key
YC                 | b64u{38}                              | Yandex Cloud static key        | https://yandex.cloud/en/docs/iam/concepts/authorization/access-key
t1.                | b64u{20,1024}={0,2}\.b64u{86}={0,2}   | Yandex Cloud IAM token         | https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token
y0_                | b64u{50,60}                           | Yandex OAuth token             | https://yandex.cloud/en/docs/iam/concepts/authorization/oauth-token
dop_v1_            | hex{64}                               | DigitalOcean access token      | https://docs.digitalocean.com/reference/api/create-personal-access-token/
doo_v1_            | hex{64}                               | DigitalOcean OAuth token       | https://docs.digitalocean.com/reference/api/oauth/
dor_v1_            | hex{64}                               | DigitalOcean refresh token     | https://docs.digitalocean.com/reference/api/oauth/
HRKU-              | b64u{36,65}                           | Heroku API key                 | https://devcenter.heroku.com/articles/authentication
fo1_               | b64u{43}                              | Fly.io access token            | https://fly.io/docs/security/tokens/
fm1a_              | b64{100,4096}={0,3}                   | Fly.io access token            | https://fly.io/docs/security/tokens/
fm1r_              | b64{100,4096}={0,3}                   | Fly.io access token            | https://fly.io/docs/security/tokens/
fm2_               | b64{100,4096}={0,3}                   | Fly.io access token            | https://fly.io/docs/security/tokens/
vcp_               | b62{24,64}                            | Vercel personal access token   | https://vercel.com/changelog/new-token-formats-and-secret-scanning
vci_               | b62{24,64}                            | Vercel integration token       | https://vercel.com/changelog/new-token-formats-and-secret-scanning
vca_               | b62{24,64}                            | Vercel app access token        | https://vercel.com/changelog/new-token-formats-and-secret-scanning
vcr_               | b62{24,64}                            | Vercel app refresh token       | https://vercel.com/changelog/new-token-formats-and-secret-scanning
vck_               | b62{24,64}                            | Vercel API key                 | https://vercel.com/changelog/new-token-formats-and-secret-scanning
vercel_blob_rw_    | b62{16}_b62{30,32}                    | Vercel Blob token              | https://vercel.com/docs/vercel-blob/using-blob-sdk
nfp_               | b62{36,40}                            | Netlify access token           | https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/
nfc_               | b62{36,40}                            | Netlify CLI token              | https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/
nfo_               | b62{36,40}                            | Netlify OAuth token            | https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/
cfk_               | b62{40,60}                            | Cloudflare global API key      | https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
cfut_              | b62{40,60}                            | Cloudflare user API token      | https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
cfat_              | b62{40,60}                            | Cloudflare account API token   | https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/
v1.0-              | hex{24}-hex{146}                      | Cloudflare origin CA key       | https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/
pscale_tkn_        | [\w=.-]{32,64}                        | PlanetScale service token      | https://planetscale.com/docs/api/reference/service-tokens
pscale_pw_         | [\w=.-]{32,64}                        | PlanetScale password           | https://planetscale.com/docs/concepts/connection-strings
pscale_oauth_      | [\w=.-]{32,64}                        | PlanetScale OAuth token        | https://planetscale.com/docs/api/reference/oauth
sbp_               | hex{40}                               | Supabase access token          | https://supabase.com/docs/reference/api/introduction
sb_secret_         | b64u{22,64}                           | Supabase secret key            | https://supabase.com/docs/guides/api/api-keys
dapi               | hex{32}(?:-\d)?                       | Databricks access token        | https://docs.databricks.com/en/dev-tools/auth/pat.html
dkea               | hex{32}(?:-\d)?                       | Databricks token               | https://docs.databricks.com/en/dev-tools/auth/pat.html
dose               | hex{32}(?:-\d)?                       | Databricks OAuth secret        | https://docs.databricks.com/en/dev-tools/auth/oauth-m2m.html
mdb_sa_sk_         | b64u{40}                              | MongoDB Atlas client secret    | https://www.mongodb.com/docs/atlas/api/service-accounts-overview/
xau_               | b62{40,60}                            | Xata API key                   | https://xata.io/docs/concepts/api-keys
4b1d               | b62{38}                               | ClickHouse Cloud key secret    | https://clickhouse.com/docs/cloud/manage/openapi
rnd_               | b62{28,40}                            | Render API key                 | https://render.com/docs/api
napi_              | [a-z0-9]{64}                          | Neon API key                   | https://neon.com/docs/manage/api-keys
AVNS_              | b64u{19}                              | Aiven service password         | https://aiven.io/docs/platform/concepts/service-users
apify_api_         | b62{36}                               | Apify API token                | https://docs.apify.com/platform/integrations/api
amzn.mws.          | hex{8}-(?:hex{4}-){3}hex{12}          | Amazon MWS auth token          | https://docs.aws.amazon.com/secretsmanager/
tk-us-             | b64u{48}                              | Scalingo API token             | https://developers.scalingo.com/
`;
