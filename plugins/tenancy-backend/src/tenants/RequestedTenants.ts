import type { RequestIndex } from '../git/RequestIndex';

const NOBODY: ReadonlySet<string> = new Set();

/** The tenants whose request files name an environment. Only those of which something changed are looked at anew. */
export class RequestedTenants {
  readonly #requests: Pick<RequestIndex, 'own' | 'tenants'>;
  readonly #environments = new Map<string, readonly string[]>();
  readonly #byEnvironment = new Map<string, Set<string>>();
  readonly #unsettled = new Set<string>();
  #isWhole = false;

  constructor(requests: Pick<RequestIndex, 'own' | 'tenants'>) {
    this.#requests = requests;
  }

  /** To be called when everything may have changed. */
  invalidate(): void {
    this.#isWhole = false;
  }

  /** To be called when something of these tenants changed. */
  changed(tenants: readonly string[]): void {
    if (this.#isWhole) {
      tenants.forEach(tenant => this.#unsettled.add(tenant));
    }
  }

  in(environment: string): ReadonlySet<string> {
    if (!this.#isWhole) {
      this.#environments.clear();
      this.#byEnvironment.clear();
      this.#unsettled.clear();
      this.#requests.tenants().forEach(tenant => this.#settle(tenant));
      this.#isWhole = true;
    }
    this.#unsettled.forEach(tenant => this.#settle(tenant));
    this.#unsettled.clear();
    return this.#byEnvironment.get(environment) ?? NOBODY;
  }

  #settle(tenant: string): void {
    const before = this.#environments.get(tenant);
    const now = this.#requests.own(tenant).request?.spec.environments;
    if (now === before) {
      return;
    }
    before?.forEach(each => this.#byEnvironment.get(each)?.delete(tenant));
    this.#environments.delete(tenant);
    if (now) {
      this.#environments.set(tenant, now);
    }
    now?.forEach(each => {
      const tenants = this.#byEnvironment.get(each) ?? new Set();
      this.#byEnvironment.set(each, tenants.add(tenant));
    });
  }
}
