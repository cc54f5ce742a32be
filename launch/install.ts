// `node launch/bootstrap.mjs install`: bootstrap has already seen to the packages, so there is nothing left to do.
export {};
