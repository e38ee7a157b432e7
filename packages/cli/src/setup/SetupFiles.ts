/** Where the files that a setup is made of come from. */
export interface SetupFiles {
  /** Whether what is read is that of a commit, whatever a change under review has in its place. */
  readonly pinned: boolean;
  /** The bytes of a file that a path of this machine names. */
  read(path: string): Promise<Uint8Array>;
  /** Whether a change under review can alter what lies there on disk. */
  isUnderReview(path: string): Promise<boolean>;
  /**
   * Calls with paths of this machine from which the modules of these paths can be loaded. They are only there until the call
   * ends.
   */
  withModules<T>(
    paths: readonly string[],
    load: (files: readonly string[]) => T,
  ): Promise<T>;
}
