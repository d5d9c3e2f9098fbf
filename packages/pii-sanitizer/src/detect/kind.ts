// What a group of a run is made of, as `KIND`.
export const digits = 1;
export const letters = 6;
export const mixed = 7;
