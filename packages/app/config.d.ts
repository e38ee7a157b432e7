export interface Config {
  /** Only for demos: lets anybody sign in as somebody. */
  tenancyDemo?: {
    /**
     * Entity references of the users that the sign-in page offers, such as `user:default/ada`. Each needs a User
     * entity in the catalog and the `demo` auth provider in the backend; without this list the sign-in page lets
     * guests in.
     * @deepVisibility frontend
     */
    users?: string[];
    /**
     * What the sign-in page says of them.
     * @deepVisibility frontend
     */
    about?: Array<{
      /** One of `users`. */
      user: string;
      /** What to call the user, instead of the name in the reference. */
      title?: string;
      /** What this user is there to show. */
      description?: string;
    }>;
  };
}
