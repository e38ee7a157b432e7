function repeated(piece: (i: number) => string, size: number): string {
  const pieces: string[] = [];
  for (let i = 0, length = 0; length < size; i += 1) {
    const next = piece(i);
    pieces.push(next);
    length += next.length;
  }
  return pieces.join('');
}

/** YAML texts of about a size that cost some reader more than their length, each by its name. */
export const hostileYaml: Readonly<Record<string, (size: number) => string>> = {
  keys: size => repeated(i => `k${i}: 1\n`, size),
  'keys of a flow map': size => `{${repeated(i => `k${i}: 1, `, size)}}`,
  'explicit keys': size => repeated(i => `? k${i}\n: 1\n`, size),
  'a long key': size => `"${repeated(() => 'k', size)}": 1`,
  items: size => repeated(() => '- a\n', size),
  'flow items': size => `[${repeated(() => 'a,', size)}]`,
  'flow pairs': size => `[${repeated(() => 'a: b,', size)}]`,
  tags: size => `a: ${repeated(() => '!a ', size)}`,
  'tagged items': size => repeated(() => '- !a b\n', size),
  'a long tag': size => `!${repeated(() => '%41', size)} a`,
  anchors: size => repeated(i => `- &a${i} x\n`, size),
  'the same anchor': size => repeated(i => `- &a "x${i}"\n`, size),
  aliases: size => `a: &a x\nb:\n${repeated(() => '- *a\n', size)}`,
  merges: size => `a: &a {b: c}\nb:\n${repeated(() => '- <<: *a\n', size)}`,
  'merges of many keys': size =>
    `a: &a {${repeated(i => `k${i}: 1,`, size / 2)}}\nb:\n${repeated(
      () => '- <<: *a\n',
      size / 2,
    )}`,
  'aliases of aliases': size =>
    repeated(
      i =>
        `l${i}: &l${i} [${Array(10)
          .fill(i === 0 ? 'x' : `*l${i - 1}`)
          .join(', ')}]\n`,
      size,
    ),
  'aliases of a long text': size =>
    `a: &a "${repeated(() => 'x', size / 2)}"\nb:\n${repeated(
      () => '- *a\n',
      size / 2,
    )}`,
  'flow depth': size => repeated(() => '[', size),
  'flow depth of maps': size => repeated(() => '{a: ', size),
  'list depth': size => repeated(() => '- ', size),
  'key depth': size => repeated(() => '? ', size),
  'map depth': size => repeated(i => `${' '.repeat(i)}a:\n`, size),
  documents: size => repeated(() => '--- a\n', size),
  'empty documents': size => repeated(() => '---\n', size),
  'document ends': size => repeated(() => '...\n', size),
  directives: size => repeated(() => '%A b\n', size),
  'tag directives': size => repeated(i => `%TAG !a${i}! x\n`, size),
  comments: size => repeated(() => '#\n', size),
  'flow comments': size => `[${repeated(() => '#\n', size)}]`,
  spaces: size => `a: b${repeated(() => ' ', size)}`,
  'line breaks': size => repeated(() => '\n', size),
  'old line breaks': size => `a: ${repeated(() => 'a\r ', size)}`,
  'a plain text': size => `a: ${repeated(() => 'x ', size)}`,
  'a plain text of lines': size => `a: ${repeated(() => 'x\n  ', size)}`,
  'a quoted text': size => `a: "${repeated(() => '\\n', size)}"`,
  'a quoted text of lines': size => `a: "${repeated(() => 'x\n\n  ', size)}"`,
  'a single-quoted text': size => `a: '${repeated(() => "''", size)}'`,
  'a block': size => `a: |\n${repeated(() => ' x\n', size)}`,
  'a folded block': size => `a: >\n${repeated(() => ' x\n\n', size)}`,
  'an empty block': size => `a: |+\n${repeated(() => '\n', size)}`,
  digits: size => `a: ${repeated(() => '7', size)}x`,
  'octal digits': size => `a: 0o${repeated(() => '7', size)}8`,
  underscores: size => `a: 1${repeated(() => '_', size)}`,
  'decimal digits': size => `a: 1.${repeated(() => '1', size)}e`,
  base64: size => `a: !!binary ${repeated(() => 'aGk ', size)}`,
  colons: size => repeated(() => 'a:', size),
};
