import type { Db } from "mongodb";

/**
 * Deletes every document and leaves the collections. On the embedded server this is ten times as fast as dropping a
 * collection with documents in it; an empty one drops at once.
 */
export async function emptyDatabase(db: Db): Promise<void> {
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (!name.startsWith("system.")) await db.collection(name).deleteMany({});
  }
}
