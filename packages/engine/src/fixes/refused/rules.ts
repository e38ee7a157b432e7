import { invalidCidr, invalidRange } from './addresses';
import { domainNotOffered, hostnameOutside } from './hostnames';
import { imageNotPinned } from './images';
import { conflictingScalers, contradiction, duplicate } from './leaveOut';
import {
  priorityClass,
  unknownEndpoint,
  unknownEnvironment,
  unknownGateway,
  unknownListener,
  unknownPort,
  unknownStore,
  unknownTier,
} from './offered';
import {
  invalidPath,
  invalidRepository,
  outsidePrefix,
  refreshTooOften,
  repositoryNotAllowed,
} from './paths';
import type { RefusedRule } from './Refused';
import { aboveQuota, aboveTier, requestAboveLimit } from './sizes';

/** How to get out of what a request in Git is refused for, by code. */
export const refusedRules: Readonly<Record<string, RefusedRule>> = {
  ConflictingScalers: conflictingScalers,
  Contradiction: contradiction,
  DomainNotOffered: domainNotOffered,
  Duplicate: duplicate,
  EnvironmentNotOfTenant: unknownEnvironment,
  HostnameOutsideDomains: hostnameOutside,
  ImageNotPinned: imageNotPinned,
  InvalidCidr: invalidCidr,
  InvalidPath: invalidPath,
  InvalidRange: invalidRange,
  InvalidRepository: invalidRepository,
  ListenerProtocol: unknownListener,
  PathOutsidePrefix: outsidePrefix,
  PriorityClassNotAllowed: priorityClass,
  RefreshTooOften: refreshTooOften,
  RepositoryNotAllowed: repositoryNotAllowed,
  RequestExceedsLimit: requestAboveLimit,
  TierLimitExceeded: aboveTier,
  TierQuotaExceeded: aboveQuota,
  UnknownEndpoint: unknownEndpoint,
  UnknownEnvironment: unknownEnvironment,
  UnknownGateway: unknownGateway,
  UnknownListener: unknownListener,
  UnknownPort: unknownPort,
  UnknownStore: unknownStore,
  UnknownTier: unknownTier,
};
