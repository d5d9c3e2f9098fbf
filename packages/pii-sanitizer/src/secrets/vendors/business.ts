// Keys of payment, messaging, shop and office services. See table.ts for the columns.

export const BUSINESS = String.raw`
xoxb-              | [A-Za-z0-9-]{16,250}                  | Slack bot token                | https://docs.slack.dev/authentication/tokens
xoxp-              | [A-Za-z0-9-]{16,250}                  | Slack user token               | https://docs.slack.dev/authentication/tokens
xoxa-              | [A-Za-z0-9-]{8,250}                   | Slack workspace token          | https://docs.slack.dev/authentication/tokens
xoxr-              | [A-Za-z0-9-]{8,250}                   | Slack refresh token            | https://docs.slack.dev/authentication/tokens
xoxo-              | [A-Za-z0-9-]{16,250}                  | Slack legacy token             | https://docs.slack.dev/authentication/tokens
xoxs-              | [A-Za-z0-9-]{16,250}                  | Slack legacy token             | https://docs.slack.dev/authentication/tokens
xoxc-              | [A-Za-z0-9-]{16,250}                  | Slack session token            | https://docs.slack.dev/authentication/tokens
xoxd-              | [\w+/=%-]{16,400}                     | Slack session cookie           | https://docs.slack.dev/authentication/tokens
xoxe-              | [A-Za-z0-9-]{16,250}                  | Slack refresh token            | https://docs.slack.dev/authentication/using-token-rotation
xoxe.              | xox[bp]-[A-Za-z0-9-]{16,250}          | Slack configuration token      | https://docs.slack.dev/authentication/using-token-rotation
hooks.slack.com/   | (?:services|workflows|triggers)/[A-Za-z0-9+/]{30,90} | Slack webhook  | https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
discord.com/api/webhooks/ | \d{16,20}/b64u{60,90}         | Discord webhook                | https://discord.com/developers/docs/resources/webhook
discordapp.com/api/webhooks/ | \d{16,20}/b64u{60,90}      | Discord webhook                | https://discord.com/developers/docs/resources/webhook
webhook.office.com/ | webhookb2/[\w-]{36}@[\w-]{36}/IncomingWebhook/hex{32}/[\w/-]{36,90} | Teams webhook | https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
xapp-              | \d-[A-Za-z0-9]{6,32}-\d{6,20}-b62{20,128} | Slack app token            | https://docs.slack.dev/authentication/tokens
sk_live_           | b62{10,247}                           | Stripe secret key              | https://docs.stripe.com/keys
sk_test_           | b62{10,247}                           | Stripe test key                | https://docs.stripe.com/keys
rk_live_           | b62{10,247}                           | Stripe restricted key          | https://docs.stripe.com/keys
rk_test_           | b62{10,247}                           | Stripe restricted test key     | https://docs.stripe.com/keys
sk_prod_           | b62{10,247}                           | Stripe secret key              | https://docs.stripe.com/keys
whsec_             | b64{24,128}={0,2}                     | Webhook signing secret         | https://docs.stripe.com/webhooks/signature
sq0atp-            | b64u{22}                              | Square access token            | https://developer.squareup.com/docs/build-basics/access-tokens
sq0csp-            | b64u{43}                              | Square OAuth secret            | https://developer.squareup.com/docs/oauth-api/overview
EAAA               | b64u{56,60}                           | Square access token            | https://developer.squareup.com/docs/build-basics/access-tokens
EAA                | b62{100,400}                          | Facebook access token          | https://developers.facebook.com/docs/facebook-login/guides/access-tokens/
shpat_             | hexi{32}                              | Shopify access token           | https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens
shpca_             | hexi{32}                              | Shopify custom app token       | https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens
shppa_             | hexi{32}                              | Shopify private app password   | https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens
shpss_             | hexi{32}                              | Shopify shared secret          | https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens
FLWSECK_TEST-      | [a-h0-9]{12}(?:[a-h0-9]{20}-X)?       | Flutterwave test key           | https://developer.flutterwave.com/docs/authentication
FLWSECK-           | [a-h0-9]{32}(?:-[a-z0-9]{11,12}vt)?-X | Flutterwave secret key         | https://developer.flutterwave.com/docs/authentication
access-production- | hex{8}-(?:hex{4}-){3}hex{12}          | Plaid access token             | https://plaid.com/docs/api/tokens/
access-sandbox-    | hex{8}-(?:hex{4}-){3}hex{12}          | Plaid access token             | https://plaid.com/docs/api/tokens/
access-development-| hex{8}-(?:hex{4}-){3}hex{12}          | Plaid access token             | https://plaid.com/docs/api/tokens/
live_              | hex{35}                               | Lob API key                    | https://docs.lob.com/#tag/Authentication
test_              | hex{35}                               | Lob test key                   | https://docs.lob.com/#tag/Authentication
duffel_live_       | [\w=-]{43}                            | Duffel access token            | https://duffel.com/docs/api/overview/authentication
duffel_test_       | [\w=-]{43}                            | Duffel test token              | https://duffel.com/docs/api/overview/authentication
EZAK               | b62{54}                               | EasyPost API key               | https://docs.easypost.com/docs/authentication
EZTK               | b62{54}                               | EasyPost test key              | https://docs.easypost.com/docs/authentication
shippo_live_       | hexi{40}                              | Shippo API token               | https://docs.goshippo.com/docs/guides_general/authentication/
shippo_test_       | hexi{40}                              | Shippo test token              | https://docs.goshippo.com/docs/guides_general/authentication/
SG.                | b64u{16,32}\.b64u{32,64}              | SendGrid API key               | https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys
SK                 | hexi{32}                              | Twilio API key                 | https://www.twilio.com/docs/iam/api-keys
key-               | hex{32}                               | Mailgun API key                | https://documentation.mailgun.com/docs/mailgun/api-reference/authentication
md-                | b64u{22}                              | Mandrill API key               | https://mailchimp.com/developer/transactional/guides/quick-start/
xkeysib-           | hex{64}-b62{16}                       | Brevo API key                  | https://developers.brevo.com/docs/getting-started
xsmtpsib-          | hex{64}-b62{16}                       | Brevo SMTP key                 | https://developers.brevo.com/docs/smtp-integration
re_                | b62{8}_b62{24}                        | Resend API key                 | https://resend.com/docs/dashboard/api-keys/introduction
lin_api_           | b62{40}                               | Linear API key                 | https://linear.app/developers/graphql
lin_oauth_         | hex{64}                               | Linear OAuth token             | https://linear.app/developers/oauth-2-0-authentication
ntn_               | b62{43,50}                            | Notion integration secret      | https://developers.notion.com/docs/authorization
secret_            | b62{43}                               | Notion integration secret      | https://developers.notion.com/docs/authorization
figd_              | b64u{40,60}                           | Figma access token             | https://www.figma.com/developers/api#access-tokens
fio-u-             | [\w=-]{64}                            | Frame.io token                 | https://developer.frame.io/docs/getting-started/authentication
sl.                | (?:u\.)?[\w=-]{120,1400}               | Dropbox access token           | https://www.dropbox.com/developers/documentation/http/documentation
pat                | b62{14}\.hex{64}                      | Airtable access token          | https://airtable.com/developers/web/guides/personal-access-tokens
pat-               | (?:na|eu|ap)\d-hex{8}-(?:hex{4}-){3}hex{12} | HubSpot private app token| https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview
tfp_               | [\w.=-]{40,64}                        | Typeform access token          | https://www.typeform.com/developers/get-started/personal-access-token/
p8e-               | [A-Za-z0-9-]{32}                      | Adobe client secret            | https://developer.adobe.com/developer-console/docs/guides/authentication/
AAAAAAAAAAAAAAAAAAAAA | [\w%]{60,120}                         | X (Twitter) bearer token       | https://docs.x.com/resources/fundamentals/authentication
sk.eyJ             | b64u{20,300}\.b64u{20,40}             | Mapbox secret token            | https://docs.mapbox.com/help/dive-deeper/access-tokens/
pk_                | \d{7,9}_[A-Z0-9]{32}                  | ClickUp personal token         | https://developer.clickup.com/docs/authentication
CFPAT-             | b64u{43}                              | Contentful management token    | https://www.contentful.com/developers/docs/references/authentication/
ATTA               | hex{64,72}                            | Trello token                   | https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/
`;
