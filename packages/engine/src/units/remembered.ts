/** Most texts are short and come again and again; a long one is worth no memory. */
const LONGEST = 256;
const MOST = 4096;

/** A function of a text that remembers its answers: some thousand of them, then it starts over. */
export function remembered<T>(
  answer: (text: string) => T,
): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    if (text.length > LONGEST) {
      return answer(text);
    }
    const found = known.get(text);
    if (found !== undefined) {
      return found;
    }
    const made = answer(text);
    if (known.size >= MOST) {
      known.clear();
    }
    known.set(text, made);
    return made;
  };
}
