// Country calling codes and the length of the numbers behind them (ITU-T E.164, national numbering plans).

/** `min-max:code,first-last`: digits of a national number, without the trunk prefix, and the codes that have such numbers. */
const PLANS =
  '10:1,7,30,52,58,90,91,98,225 8-10:20,57,60,63,64,82,95,229,234,850,856,880,964,977 9:27,31,33,34,40,41,48,56,61,93,94,211,212,218,221,224,233,237,240,' +
  '242-244,249-251,254-256,260-263,351,375,380,420,421,590,594-596,966,992,994-996,998 8-9:32,36,51,66,213,258,264,355,377,381,385,593,855,886,962,963,' +
  '970-972 6-11:39,352 6-13:43,49 9-10:44,81,84,92 8:45,47,65,216,222,223,226-228,232,235,236,253,257,266-268,350,356,357,370,371,373,374,382,383,386,' +
  '387,389,502-506,509,591,598,852,853,965,968,973,974,976,993 7-10:46 6-8:53,689 10-11:54,55,86 8-12:62 7:220,238,239,246,248,269,291,297,354,501,592,' +
  '673,674,679,680,691,692,960 7-8:230,241,372,507,599,670,675,961,975 7-9:231,245,252,265,353,359,423,967 5-6:247,672 4-5:290 6:298,299,376,508,681,687 ' +
  '6-12:358 6-10:378 5:500,682 6-7:597,685 5-7:676-678,688 4-7:683,690 5-8:686';

const LENGTHS = new Map<number, readonly [min: number, max: number]>();
for (const plan of PLANS.split(' ')) {
  const [lengths, ...codes] = plan.split(/[:,]/) as [string, ...string[]];
  for (const range of codes) {
    const [first, last] = span(range);
    for (let code = first; code <= last; code += 1) LENGTHS.set(code, span(lengths));
  }
}

/** The ends of `first-last`, or twice `first`. */
function span(range: string): [first: number, last: number] {
  const [first = 0, last = first] = range.split('-').map(Number);
  return [first, last];
}

/** The lengths of national numbers behind the calling code that `digits` starts with, and the size of the code; undefined when there is no such code. */
export function planOf(digits: string): { size: number; min: number; max: number } | undefined {
  if (digits.startsWith('0')) return undefined;
  for (let size = 1; size <= 3; size += 1) {
    const lengths = LENGTHS.get(Number(digits.slice(0, size)));
    if (lengths !== undefined) return { size, min: lengths[0], max: lengths[1] };
  }
  return undefined;
}
