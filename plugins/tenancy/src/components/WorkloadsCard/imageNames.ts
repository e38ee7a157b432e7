/** The last part of an image's name with its tag: `web:1.4.2` of `registry.example.com/shop/web:1.4.2`. */
export function imageName(image: string): string {
  const [name] = image.split('@');
  return name.slice(name.lastIndexOf('/') + 1);
}

/** A digest as people compare it: its first twelve letters. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
