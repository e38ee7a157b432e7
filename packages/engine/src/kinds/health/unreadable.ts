/** An object that a rule of Argo CD fails on; Argo CD calls its health Unknown. */
export class Unreadable extends Error {
  constructor(readonly why: string) {
    super(why);
  }
}
