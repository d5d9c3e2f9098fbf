// Keys of monitoring, access and security services. See table.ts for the columns.

export const OPERATIONS = String.raw`
NRAK-              | [A-Z0-9]{27}                          | New Relic user key             | https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
NRII-              | b64u{32}                              | New Relic insert key           | https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
NRIQ-              | [A-Za-z0-9-]{32}                      | New Relic query key            | https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
NRRA-              | hex{42}                               | New Relic REST key             | https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
NRJS-              | hex{19}                               | New Relic browser key          | https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/
sntrys_            | b64{20,600}={0,2}_[A-Za-z0-9+/]{43}   | Sentry organisation token      | https://docs.sentry.io/account/auth-tokens/
sntryu_            | hex{64}                               | Sentry user token              | https://docs.sentry.io/account/auth-tokens/
sntrya_            | hex{64}                               | Sentry integration token       | https://docs.sentry.io/account/auth-tokens/
glsa_              | b62{32}_hexi{8}                       | Grafana service account token  | https://grafana.com/docs/grafana/latest/administration/service-accounts/
glc_               | b64{32,400}={0,3}                     | Grafana Cloud token            | https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/
eyJrIjoi           | b64{40,400}={0,3}                     | Grafana API key                | https://grafana.com/docs/grafana/latest/administration/api-keys/
dt0c01.            | [A-Z0-9]{24}\.[A-Z0-9]{64}            | Dynatrace API token            | https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens
dt0s01.            | [A-Z0-9]{24}\.[A-Z0-9]{64}            | Dynatrace API token            | https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens
dt0s16.            | [A-Z0-9]{24}\.[A-Z0-9]{64}            | Dynatrace platform token       | https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens
hcaik_             | [a-z0-9]{58}                          | Honeycomb ingest key           | https://docs.honeycomb.io/get-started/configure/environments/manage-api-keys/
phx_               | b62{43}                               | PostHog personal key           | https://posthog.com/docs/api
dnkey-             | [\w=-]{26}-[\w=-]{52}                 | Defined Networking token       | https://docs.defined.net/guides/automating-with-the-api/
dG9r               | b64{40,80}={0,2}                      | Intercom access token          | https://developers.intercom.com/docs/build-an-integration/learn-more/authentication
sm_aat_            | b62{16}                               | SettleMint application token   | https://console.settlemint.com/documentation/
sm_pat_            | b62{16}                               | SettleMint personal token      | https://console.settlemint.com/documentation/
sm_sat_            | b62{16}                               | SettleMint service token       | https://console.settlemint.com/documentation/
zpka_              | hex{32}_hex{8}                        | Zuplo API key                  | https://zuplo.com/docs/articles/api-key-leak-detection
rootly_            | hex{64}                               | Rootly API key                 | https://docs.rootly.com/api-reference/overview
waka_              | hex{8}-(?:hex{4}-){3}hex{12}          | WakaTime API key               | https://wakatime.com/developers#authentication
api-               | hex{8}-(?:hex{4}-){3}hex{12}          | LaunchDarkly access token      | https://launchdarkly.com/docs/home/account/api
sdk-               | hex{8}-(?:hex{4}-){3}hex{12}          | LaunchDarkly SDK key           | https://launchdarkly.com/docs/home/account/environment/keys
scauth_            | [\w.=+/-]{60,180}                     | Authress access key            | https://authress.io/knowledge-base/docs/authorization/service-clients/secrets-scanning
authress_          | [\w.=+/-]{60,180}                     | Authress access key            | https://authress.io/knowledge-base/docs/authorization/service-clients/secrets-scanning
sc_                | [a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[\w+/=-]{30,120} | Authress access key | https://authress.io/knowledge-base/docs/authorization/service-clients/secrets-scanning
ext_               | [a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[\w+/=-]{30,120} | Authress access key | https://authress.io/knowledge-base/docs/authorization/service-clients/secrets-scanning
snyk_uat.          | hex{8}\.b64u{40,160}                  | Snyk API token                 | https://docs.snyk.io/snyk-api/authentication-for-api
essu_              | b64{32,160}={0,2}                     | Elastic Cloud API key          | https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys
pdl_live_apikey_   | [a-z0-9]{26}_b62{22}_b62{3}           | Paddle API key                 | https://developer.paddle.com/api-reference/about/api-keys
s-s4t2             | (?:ud|af)-hex{64}                     | 42 intranet client secret      | https://api.intra.42.fr/apidoc/guides/getting_started
`;
