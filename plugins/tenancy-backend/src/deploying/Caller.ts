import type { Viewer } from '../access/Viewer';
import type { Deployer } from './Deployer';

/** Who deploys: a person, or a pipeline with what it may do. */
export type Caller =
  | { viewer: Viewer }
  | { deployer: Deployer; tokenId?: string };

/** Who it is, in audit events and for proposals. */
export function nameOf(caller: Caller): string {
  return 'viewer' in caller
    ? caller.viewer.user ?? 'a plugin'
    : `deployer:${caller.deployer.name}`;
}
