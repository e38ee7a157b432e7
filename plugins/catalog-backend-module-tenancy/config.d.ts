export interface Config {
  tenancy?: {
    catalog?: {
      /** Seconds between two looks at request files and live tenants. Default: 30. */
      refreshSeconds?: number;
    };
  };
}
