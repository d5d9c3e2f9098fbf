// Keeps two redacted keys of one object apart, so that no entry is lost.

/** `name`, or `name 2`, `name 3` … : the first that `isTaken` does not hold for. */
export function uniqueName(name: string, isTaken: (candidate: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let count = 2; ; count += 1) {
    const candidate = `${name} ${count}`;
    if (!isTaken(candidate)) return candidate;
  }
}
