import { readOwnerUrl } from "./env";
import { migrate } from "./migrate";

const { applied } = await migrate(readOwnerUrl());
console.log(applied.length === 0 ? "the database is up to date" : `applied ${applied.join(", ")}`);
