// Personal data to plant, and a sanitiser that knows it: by text, by number and by key.

export const SECRET = 'jane.doe@example.com';
export const CARD = 4111111111111111;

export function sanitize(value: unknown): unknown {
  if (value === CARD) return '[card]';
  if (typeof value === 'string')
    return value.replaceAll(SECRET, '[email]').replaceAll(String(CARD), '[card]');
  if (typeof value !== 'object' || value === null || !('password' in value)) return value;
  return { ...value, password: '[secret]' };
}
