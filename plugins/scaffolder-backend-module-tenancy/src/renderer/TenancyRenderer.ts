import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  OperationView,
  PlatformView,
  PreviewInput,
  PreviewView,
  PublishedView,
  RequestChangeView,
  RequestName,
  RevertInput,
  SelfHealInput,
  SyncInput,
  TenantStatusView,
} from '@groundwork/backstage-plugin-tenancy-common';

/**
 * What the actions need of whoever knows the platform: tenancy-backend where it is
 * installed, else this module with the platform of its own configuration.
 * Everything is done with the initiator's credentials.
 */
export interface TenancyRenderer {
  platform(credentials: BackstageCredentials): Promise<PlatformView>;

  /** A request as Git holds it; undefined where there is none, or the initiator may not see it. */
  request(
    subject: RequestName,
    credentials: BackstageCredentials,
  ): Promise<RequestDocument | undefined>;

  /** What a request would write, with its findings. Writes nothing. */
  preview(
    input: PreviewInput,
    credentials: BackstageCredentials,
  ): Promise<PreviewView>;

  /** The guard rails and root ApplicationSets of all environments; `fresh` asks Git anew, as before a push. */
  previewPlatform(
    credentials: BackstageCredentials,
    options?: { fresh?: boolean },
  ): Promise<PreviewView>;

  /** The current status of a tenant; undefined where the clusters are not watched. */
  status(
    tenant: string,
    credentials: BackstageCredentials,
  ): Promise<TenantStatusView | undefined>;

  /** Starts a sync, once however often it is asked with the same key; false where nobody can act. */
  sync(
    place: { tenant: string; environment: string },
    input: SyncInput,
    credentials: BackstageCredentials,
  ): Promise<boolean>;

  /** The operation of an Application as it is now. */
  operation(
    place: { tenant: string; environment: string; application: string },
    credentials: BackstageCredentials,
  ): Promise<OperationView>;

  /** What a change of a request would write; undefined where nobody makes any. */
  previewChange(
    request: RequestName,
    change: RequestChange,
    credentials: BackstageCredentials,
  ): Promise<RequestChangeView | undefined>;

  /** Commits or proposes a change of a request; undefined where nobody makes any. */
  change(
    request: RequestName,
    change: RequestChange,
    credentials: BackstageCredentials,
  ): Promise<PublishedView | undefined>;

  /** Remembers a pull or merge request, so that the tenant page shows it. */
  registerProposal(
    proposal: Proposal,
    credentials: BackstageCredentials,
  ): Promise<void>;
}

/** A change that is decided from what Git holds, and not from a document. */
export type RequestChange =
  | { what: 'revert'; input: RevertInput }
  | { what: 'self-heal'; input: SelfHealInput };

/** A request document, as far as forms and actions look into it. */
export interface RequestDocument {
  spec: JsonObject;
}

/** A request that waits in a pull or merge request. */
export interface Proposal {
  tenant: string;
  kind: string;
  name: string;
  url: string;
  branch?: string;
}
