/** Images as people say them, without their registry: `web:1.4.2`; of more than two the number of the others. */
export function shortImages(images: readonly string[]): string {
  const names = images.map(shortImage);
  const shown = names.slice(0, 2).join(', ');
  return names.length > 2 ? `${shown} +${names.length - 2}` : shown;
}

function shortImage(image: string): string {
  const [name, digest] = image.slice(image.lastIndexOf('/') + 1).split('@');
  const [, hash] = /^sha256:([0-9a-f]{7})/.exec(digest ?? '') ?? [];
  return name.includes(':') || !hash ? name : `${name}@${hash}`;
}
