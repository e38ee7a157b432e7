import { BuildFiles } from '../kustomize/BuildFiles';
import { Located } from '../located';
import { Unit } from './Unit';

/** The files of a checkout, as far as judging needs them. */
export interface Files extends BuildFiles {
  readonly paths: readonly string[];
}

/** What a checkout would have applied, directory by directory, and what could not be made of it. */
export interface Collected {
  units: Unit[];
  findings: Located[];
}
