// Properties that only the code of this package reads: the build gives them short names, which makes what a browser loads a hundredth
// smaller. None may be a name of the language, of a library, or of anything that a user passes or gets.
const NAMES =
  'around chance changed clean codes compact contains cutOut digitsEnd distanceAfter distanceBefore editInside ' +
  'edits entropy exceeded fallback firstOf follows followsLetters foreignAt forget forms hasExtension hasKept ' +
  'hasLetters hasProven identifier idOf idsOfName inContext isAllowed isClosed isCyclic isLong isObject isOwn ' +
  'isProven isShape isSilent isWhole keepName kinds knownKeys leadsToLetters lettersBehind lower marks mask ' +
  'mayHaveGiven moveNotes nameFor needsLetters note noteCount noteLimit notesFrom numbersOnly original ' +
  'pairs policyOf previous proven query quoted readings restored resumeAt seps settle settled settleIfDue ' +
  'shapes single speaks starts strength swallowsComma toRaw upper within wordiness';

/** These names, for `mangleProps` of esbuild. */
export const INTERNAL_NAMES = new RegExp(`^(?:${NAMES.replaceAll(' ', '|')})$`);
