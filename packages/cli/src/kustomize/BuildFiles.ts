/** The files that a build may read. */
export interface BuildFiles {
  isFile(path: string): boolean;
  isDirectory(path: string): boolean;
  text(path: string): string | undefined;
  bytes(path: string): Uint8Array | undefined;
}
