const TOKENS =
  /\\.|\[(?:[^\\\]]|\\.)*\]|\((?:\?:)?|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/gu;

/**
 * How many ways a backtracking matcher may try at most, by the length of a text: each repetition may end at any character, and each
 * option and alternative doubles the ways. Where what repeats has choices in itself, as `(a+b?)+`, they may double with each
 * character, which no text is short enough for.
 *
 * @param source - a regular expression without lookaround and back references
 */
export function backtrackingSteps(source: string): (length: number) => number {
  const tokens = source.match(TOKENS) ?? [];
  /** Of each group that is open, whether there is a choice in it. */
  const open: boolean[] = [];
  let closed: boolean | undefined;
  let repetitions = 0;
  let options = 0;
  let isAnchored = tokens[0] === '^';
  for (const token of tokens) {
    const hasChoice = closed ?? false;
    closed = undefined;
    const isOption = token === '|' || /^\?\??$/.test(token);
    const isRepetition = /^(?:[*+]|\{\d+,)/.test(token);
    if (token.startsWith('(')) {
      open.push(false);
    } else if (token === ')') {
      closed = open.pop();
    } else if (isOption || isRepetition) {
      open.fill(true);
      options += isOption ? 1 : 0;
      repetitions += isRepetition ? 1 : 0;
      isAnchored &&= token !== '|' || open.length > 0;
    }
    if (hasChoice && /^[*+{]/.test(token)) {
      return () => Infinity;
    }
  }
  // A search begins anew at each character.
  const power = repetitions + (isAnchored ? 0 : 1);
  return length => 2 ** options * (length + 1) ** power;
}
