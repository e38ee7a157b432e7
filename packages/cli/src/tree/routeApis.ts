import { RenderOptions } from '@groundwork/engine';

/** The Gateway API of clusters, as rendering takes it. */
export type RouteApis = NonNullable<RenderOptions['gatewayApi']>;
