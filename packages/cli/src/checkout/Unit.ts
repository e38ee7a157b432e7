import { KubernetesObject } from '@groundwork/engine';
import { Home } from './homes';
import { Place } from './Manifest';

/** An object as it would be applied, and where it comes from. */
export interface UnitObject {
  object: KubernetesObject;
  place: Place;
  /** What changed it on the way, the last one last. */
  patches: readonly Place[];
  /** Every name it had on the way; absent where it had but one. */
  names?: readonly string[];
}

/** What one directory holds, or builds to. */
export interface Unit {
  directory: string;
  home: Home;
  objects: UnitObject[];
  /** The Kustomization it was built from. */
  kustomization?: Place;
}
