export interface Config {
  /** Only for demos: lets anybody sign in as somebody. */
  tenancyDemo?: {
    /**
     * Users that the sign-in page offers. Each needs a User entity in the catalog and the `demo` auth provider
     * in the backend; without this list the sign-in page lets guests in.
     * @deepVisibility frontend
     */
    users?: Array<{
      /** Name of the User entity in the default namespace. */
      name: string;
      /** What the sign-in page calls the user. */
      title: string;
      /** What this user is there to show. */
      description?: string;
    }>;
  };
}
