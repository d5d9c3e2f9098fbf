// The words round a number that make it a telephone's, or another's.
import { wordsOf } from './context-words.ts';
import type { Surroundings } from './surroundings.ts';

/** A word that says telephone has to be this near, in characters. */
const NEAR = 40;
/** A word for another number has to be nearer. */
const OTHER_NEAR = 16;

/** Words that speak of telephones and of nothing else. */
const TELEPHONE = wordsOf(
  'phone|tel|mobil|movil|cell|dial|fax|sms|whatsapp|viber|hotline|helpline|landline|handy|voicemail' +
    '|voice mail|rufnummer|anruf|festnetz|gsm|puhelin|tlf|number to call|电话|手机|call me' +
    '|call us|call on|call at|ring me|ring us|mob:|mob.|mobiel|ph:|ph.|fon:|natel|ruckruf|celular|cel:|cel.|tfn|tfno|puh.' +
    '|matkapuhelin|電話|携帯|連絡先|전화|휴대폰|연락처|телефон|тел.|טלפון|נייד|τηλ|κινητ',
);
/** Words that go with telephone numbers, and with other things too. */
const CONTACT = wordsOf(
  'call|desk|contact|kontakt|reach|answering|text me|text us|message me|messages to|registered|signal|appel' +
    '|portable|joindre|llama|llame|chiama|recapito|ligar|bellen|ring|office:|work:|home:|direct:' +
    '|main:|us number|uk number|work number|home number|emergency number|international one|numero de|erreichbar|rufen sie' +
    '|bereikbaar|bel me|ligue|soita|dzwon|joignable|meine nummer|mijn nummer|mi numero|meu numero|mio numero' +
    '|mit nummer|moj numer|min nummer',
);
/** `my … number`: whatever stands between. */
const OWNER = wordsOf('my|your|his|her|their|our', false);
/** What the owner has. */
const NUMBER = wordsOf('number|nr|numero|nummer');
/** Right behind the number, as on a visiting card. */
const LABEL = wordsOf('office|fax|mobile|cell|phone|tel|desk');
/** What other numbers are of. */
const OTHER = wordsOf(
  'order|invoice|ticket|tracking|account|version|build|isbn|issn|serial|part|model|case|policy|reference' +
    '|offset|epoch|snowflake|sku|range|line|page|port|pid|rev|step|dims|byte|id|commit|timestamp|time|telemet|telnet' +
    '|callback|count|artikel',
  false,
);

/** What there are so many of. */
const COUNTED = wordsOf('bytes|times|people|users|events', false);

/** What speaks for a telephone number, and how much it says; nothing where a word for another number is nearer. */
export function saidOfPhone(words: Surroundings): { distance: number; confidence: number } | undefined {
  const near = nearest(words);
  if (near === undefined) return undefined;
  if (words.distanceAfter(COUNTED) < 2) return undefined;
  return !isOtherNumber(words) || near.distance <= words.distanceBefore(OTHER) ? near : undefined;
}

/** Whether a word right before says that the number is of something else. */
export function isOtherNumber(words: Surroundings): boolean {
  return words.distanceBefore(OTHER) <= OTHER_NEAR;
}

function nearest(words: Surroundings): { distance: number; confidence: number } | undefined {
  // First: a word before may go once what stands between is redacted, and this one stays.
  if (words.distanceAfter(LABEL) <= 2) return { distance: 0, confidence: 0.95 };
  let distance = words.distanceBefore(TELEPHONE);
  if (distance <= NEAR) return { distance, confidence: 0.95 };
  distance = words.distanceBefore(CONTACT);
  if (distance <= NEAR) return { distance, confidence: 0.8 };
  return words.follows('EMAIL') || words.follows('PHONE') || isOwn(words)
    ? { distance: 0, confidence: 0.75 }
    : undefined;
}

function isOwn(words: Surroundings): boolean {
  const owner = words.distanceBefore(OWNER);
  const number = words.distanceBefore(NUMBER);
  return number <= 6 && owner > number && owner <= NEAR;
}
