/** What `groundwork set-image` was called with. */
export interface SetImageFlags {
  env?: string[];
  dir?: string;
  allowRepository?: boolean;
  check?: boolean;
  platform?: string;
  extensions?: string[];
  base?: string;
  groups?: string;
  server?: string;
  tokenFile?: string;
  audience?: string;
  wait?: boolean;
  timeout: number;
  settle: number;
}

/** What is to run, and of whom. */
export interface Deployed {
  tenant: string;
  workload: string;
  image: string;
}
