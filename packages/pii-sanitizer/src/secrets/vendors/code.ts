// Keys of code hosts, package registries, build and deployment. See table.ts for the columns.

export const CODE = String.raw`
ghp_               | b62{36,251}                           | GitHub personal access token   | https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
gho_               | b62{36,251}                           | GitHub OAuth token             | https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
ghu_               | b62{36,251}                           | GitHub app user token          | https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
ghs_               | b62{36,251}                           | GitHub app server token        | https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
ghr_               | b62{36,251}                           | GitHub refresh token           | https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
github_pat_        | \w{36,255}                            | GitHub fine-grained token      | https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
glpat-             | b64u{20,255}(?:\.b64u{2,64}){0,2}     | GitLab personal access token   | https://docs.gitlab.com/security/tokens/#token-prefixes
gldt-              | b64u{20,64}                           | GitLab deploy token            | https://docs.gitlab.com/security/tokens/#token-prefixes
glrt-              | b64u{20,64}(?:\.b64u{2,64}){0,2}      | GitLab runner token            | https://docs.gitlab.com/security/tokens/#token-prefixes
glrtr-             | b64u{20,64}                           | GitLab runner token            | https://docs.gitlab.com/security/tokens/#token-prefixes
glcbt-             | b64u{20,64}                           | GitLab CI job token            | https://docs.gitlab.com/security/tokens/#token-prefixes
glptt-             | b64u{20,64}                           | GitLab trigger token           | https://docs.gitlab.com/security/tokens/#token-prefixes
glft-              | b64u{20,64}                           | GitLab feed token              | https://docs.gitlab.com/security/tokens/#token-prefixes
glimt-             | b64u{20,64}                           | GitLab incoming mail token     | https://docs.gitlab.com/security/tokens/#token-prefixes
glagent-           | b64u{40,64}                           | GitLab agent token             | https://docs.gitlab.com/security/tokens/#token-prefixes
gloas-             | b64u{40,128}                          | GitLab OAuth secret            | https://docs.gitlab.com/security/tokens/#token-prefixes
glsoat-            | b64u{20,64}                           | GitLab SCIM token              | https://docs.gitlab.com/security/tokens/#token-prefixes
glffct-            | b64u{20,64}                           | GitLab feature flag token      | https://docs.gitlab.com/security/tokens/#token-prefixes
glwt-              | b64u{20,64}                           | GitLab workspace token         | https://docs.gitlab.com/security/tokens/#token-prefixes
GR1348941          | b64u{20}                              | GitLab registration token      | https://docs.gitlab.com/security/tokens/#token-prefixes
ATBB               | b62{32}                               | Bitbucket app password         | https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/
ATATT3             | [\w=-]{100,250}                       | Atlassian API token            | https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/
ATCTT3             | [\w=-]{100,250}                       | Atlassian access token         | https://support.atlassian.com/bitbucket-cloud/docs/repository-access-tokens/
npm_               | b62{36}                               | npm access token               | https://docs.npmjs.com/about-access-tokens
pypi-              | b64u{50,1024}                         | PyPI API token                 | https://pypi.org/help/#apitoken
rubygems_          | hex{48}                               | RubyGems API key               | https://guides.rubygems.org/api-key-scopes/
cio                | b62{32}                               | crates.io API token            | https://crates.io/docs/api-tokens
CLOJARS_           | b62{60}                               | Clojars deploy token           | https://github.com/clojars/clojars-web/wiki/Deploy-Tokens
oy2                | [a-z0-9]{43}                          | NuGet API key                  | https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys
dckr_pat_          | b64u{27,40}                           | Docker access token            | https://docs.docker.com/security/access-tokens/
dckr_oat_          | b64u{27,40}                           | Docker organisation token      | https://docs.docker.com/enterprise/security/access-tokens/
AKCp               | b62{69}                               | JFrog API key                  | https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key
cmVmdG             | b62{58}                               | JFrog reference token          | https://jfrog.com/help/r/jfrog-platform-administration-documentation/reference-tokens
CCIPRJ_            | b62{22}_hex{40}                       | CircleCI project token         | https://circleci.com/docs/managing-api-tokens/
CCIPAT_            | b62{22}_hex{40}                       | CircleCI access token          | https://circleci.com/docs/managing-api-tokens/
bkua_              | hex{40}                               | Buildkite access token         | https://buildkite.com/docs/apis/managing-api-tokens
squ_               | hex{40}                               | SonarQube user token           | https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/
sqp_               | hex{40}                               | SonarQube project token        | https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/
sqa_               | hex{40}                               | SonarQube analysis token       | https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/
sgp_               | (?:(?:hex{16}|local)_)?hex{40,64}     | Sourcegraph access token       | https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token
PMAK-              | b62{24}-b62{34}                       | Postman API key                | https://learning.postman.com/docs/developer/postman-api/authentication/
PMAT-              | [A-Z0-9]{26}                          | Postman collection access key  | https://learning.postman.com/docs/collaborating-in-postman/sharing/
API-               | [A-Z0-9]{25,36}                       | Octopus Deploy API key         | https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key
pul-               | hex{40}                               | Pulumi access token            | https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/
pnu_               | b62{36}                               | Prefect API key                | https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys
pnb_               | b62{36}                               | Prefect bot key                | https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys
hvs.               | b64u{24,300}                          | HashiCorp Vault service token  | https://developer.hashicorp.com/vault/docs/concepts/tokens
hvb.               | b64u{24,500}                          | HashiCorp Vault batch token    | https://developer.hashicorp.com/vault/docs/concepts/tokens
hvr.               | b64u{24,300}                          | HashiCorp Vault recovery token | https://developer.hashicorp.com/vault/docs/concepts/tokens
pat.               | b64u{22}\.hex{24}\.b62{20}            | Harness access token           | https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys
dp.pt.             | b62{40,44}                            | Doppler personal token         | https://docs.doppler.com/reference/auth-token-formats
dp.ct.             | b62{40,44}                            | Doppler CLI token              | https://docs.doppler.com/reference/auth-token-formats
dp.st.             | (?:[a-z0-9_-]{2,35}\.)?b62{40,44}     | Doppler service token          | https://docs.doppler.com/reference/auth-token-formats
dp.sa.             | b62{40,44}                            | Doppler service account token  | https://docs.doppler.com/reference/auth-token-formats
dp.scim.           | b62{40,44}                            | Doppler SCIM token             | https://docs.doppler.com/reference/auth-token-formats
dp.audit.          | b62{40,44}                            | Doppler audit token            | https://docs.doppler.com/reference/auth-token-formats
ico-               | b62{32}                               | Infracost API key              | https://www.infracost.io/docs/
rdme_              | [a-z0-9]{70}                          | ReadMe API key                 | https://docs.readme.com/main/reference/authentication
tskey-             | (?:[a-z]{2,16}-)?b62{8,32}-b62{16,64} | Tailscale key                  | https://tailscale.com/kb/1277/key-prefixes
AGE-SECRET-KEY-1   | [02-9AC-HJ-NP-Z]{58}                  | age secret key                 | https://github.com/FiloSottile/age
A3-                | [A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3} | 1Password secret key | https://support.1password.com/secret-key/
ops_eyJ            | b64{200,2048}={0,3}                   | 1Password service account      | https://developer.1password.com/docs/service-accounts/
`;
