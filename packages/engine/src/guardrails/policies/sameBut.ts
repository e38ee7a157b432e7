/**
 * Whether two maps (expressions) hold the same, but for the keys `k` for which `but` is true.
 */
export function sameBut(after: string, before: string, but: string): string {
  return [
    `${after}.all(k, ${but} || (k in ${before} && ${after}[k] == ${before}[k]))`,
    `${before}.all(k, ${but} || k in ${after})`,
  ].join(' &&\n');
}

/** The annotations of what an expression names; none where it has no metadata. */
export function annotationsOf(object: string): string {
  return `has(${object}.metadata) && has(${object}.metadata.annotations) ? ${object}.metadata.annotations : {}`;
}
