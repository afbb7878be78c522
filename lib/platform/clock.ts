/** Now, as an instant; injected wherever time matters so that tests can set it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
