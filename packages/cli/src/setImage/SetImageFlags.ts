import type { SetupOptions } from '../setup/withSetup';

/** What `groundwork set-image` was called with. */
export interface SetImageFlags extends SetupOptions {
  env?: string[];
  dir?: string;
  allowRepository?: boolean;
  check?: boolean;
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
