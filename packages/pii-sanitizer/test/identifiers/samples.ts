// What is left open of each identifier once its rule is known: a template for all but its check characters, and their form.

export interface Sample {
  type: string;
  /** Template of what stands before the check characters. */
  body: string;
  /** Form of the check characters, all of whose values are tried. */
  tail: string;
  /** The validator of stdnum for it, as `country.name`. */
  oracle?: string;
  /** Whether one changed digit is always found: not so where a date or a second rule of the oracle is in the way. */
  single?: boolean;
}

export const SAMPLES: readonly Sample[] = [
  { type: 'US_NPI', body: '[12]########', tail: '#', single: true },
  { type: 'US_DEA', body: '[ABFM]A######', tail: '#' },
  { type: 'ABA', body: '{01|07|12|21|32|61|72|80}######', tail: '#', single: true },
  { type: 'US_EIN', body: '##-', tail: '' },
  { type: 'CA_SIN', body: '[1-7]#######', tail: '#', oracle: 'CA.sin', single: true },
  { type: 'UK_NHS', body: '#########', tail: '#', single: true },
  { type: 'UK_NINO', body: '[ABCEHJLMPRSTWXY][ABCEHJKLMPRSWXYZ]######', tail: 'A', oracle: 'GB.nino' },
  { type: 'DE_TAX_ID', body: '{1234567894|9876543217|5203461792}', tail: '#', oracle: 'DE.idnr' },
];
