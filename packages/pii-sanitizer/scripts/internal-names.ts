// Properties that only the code of this package reads: the build gives them short names, which makes what a browser loads a hundredth
// smaller. None may be a name of the language, of a library, or of anything that a user passes or gets.
const NAMES =
  'around cutOut codes digitsEnd distanceAfter distanceBefore editInside entropy exceeded ' +
  'firstOf followsLetters foreignAt hasExtension hasKept hasLetters hasProven identifier idsOfName isAllowed isCyclic ' +
  'isDropped isObject isProven isSilent isTooDeep keepName knownKeys leadsToLetters lettersBehind mayHaveGiven ' +
  'moveNotes nameFor needsLetters noteCount noteLimit numbersOnly previous proven quoted readings resumeAt seps ' +
  'settleIfDue settled speaks startOf starts strength swallowsComma textDetector toRaw wordiness';

/** These names, for `mangleProps` of esbuild. */
export const INTERNAL_NAMES = new RegExp(`^(?:${NAMES.replaceAll(' ', '|')})$`);
