// Spells out lists of forms, in which `A#{1,3}` stands for `A#`, `A##` and `A###`, and `#_#` for `# #` and `#-#`.

const REPEATED = /^(.*?)(.)\{(\d+),(\d+)\}(.*)$/;

/** The forms of a list with `|` between them; none for ''. */
export function spellOut(forms: string): string[] {
  return forms === '' ? [] : forms.split('|').flatMap(separate).flatMap(repeat);
}

function separate(form: string): string[] {
  return form.includes('_') ? [form.replaceAll('_', ' '), form.replaceAll('_', '-')] : [form];
}

function repeat(form: string): string[] {
  const [, before, sign, from, to, after] = REPEATED.exec(form) ?? [];
  if (sign === undefined) return [form];
  const counts = Array.from({ length: Number(to) - Number(from) + 1 }, (_, more) => Number(from) + more);
  return counts.flatMap((count) => repeat(`${before}${sign.repeat(count)}${after}`));
}
