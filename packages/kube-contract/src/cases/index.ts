import { Case } from '../Suite';
import { access } from './access';
import { definitions } from './definitions';
import { deletion } from './deletion';
import { discovery } from './discovery';
import { lists } from './lists';
import { objects } from './objects';
import { patches } from './patches';
import { refusals } from './refusals';
import { serverSideApply } from './serverSideApply';
import { status } from './status';
import { watches } from './watches';

/** The contract, by the part of the API it is about. */
export const contract: Record<string, Case[]> = {
  discovery,
  objects,
  patches,
  serverSideApply,
  status,
  deletion,
  lists,
  watches,
  definitions,
  access,
  refusals,
};
