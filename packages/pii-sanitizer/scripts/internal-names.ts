// Properties that only the code of this package reads: the build gives them short names, which makes what a browser loads a hundredth
// smaller. None may be a name of the language, of a library, or of anything that a user passes or gets.
const NAMES =
  'around codes cutOut digitsEnd distanceAfter distanceBefore editInside entropy exceeded firstOf follows ' +
  'followsLetters foreignAt hasExtension hasKept hasLetters hasProven identifier idsOfName inContext isAllowed ' +
  'isClosed isCyclic isDropped isLong isObject isProven isSilent isTooDeep keepName knownKeys leadsToLetters ' +
  'lettersBehind mayHaveGiven moveNotes nameFor needsLetters noteCount noteLimit numbersOnly policyOf previous ' +
  'proven quoted readings restored resumeAt seps settled settleIfDue speaks startOf starts strength ' +
  'swallowsComma textDetector toRaw wordiness';

/** These names, for `mangleProps` of esbuild. */
export const INTERNAL_NAMES = new RegExp(`^(?:${NAMES.replaceAll(' ', '|')})$`);
