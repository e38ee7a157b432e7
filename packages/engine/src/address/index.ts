export * from './overHttps';
export * from './readAddress';
export * from './isRemote';
export * from './withoutEndSlashes';
