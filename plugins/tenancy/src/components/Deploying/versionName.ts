/** What people call an image by: its tag, else the beginning of its digest, else all of it. */
export function versionName(image: string): string {
  const [name, digest] = image.split('@');
  const tag = /:([^:/]+)$/.exec(name)?.[1];
  return tag ?? digest?.slice(0, 'sha256:'.length + 12) ?? image;
}
