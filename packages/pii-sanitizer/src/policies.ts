// Policies that do more than put a placeholder in place: `@portcullis/pii-sanitizer/policies`.
export { hmacToken } from './policies/hmac-token.ts';
export { keepLast } from './policies/keep-last.ts';
export { createVault, pseudonym, type Vault, type VaultOptions } from './policies/vault.ts';
