/** What the other controllers say, as written down with the estate; some of it is not what the objects deserve. */
export interface StatusData {
  /** Names of the gateway controllers that are played here. */
  gatewayControllers: string[];
  /** Addresses by `cluster/gateway`. */
  addresses: Record<string, string>;
  /** Images that are never pulled. */
  missingImages: string[];
  /** Remote keys that no secret store holds. */
  missingSecrets: string[];
  /** Statuses word for word. */
  statuses: Array<{
    cluster: string;
    kind: string;
    namespace?: string;
    name: string;
    status: object;
  }>;
}
