// Destinations of uploads: the names of hosts, and the site behind each. A host that is not here is unknown.

/** Hosts of this machine that play clouds: browsers take every name under `localhost` for it. */
export const DESTINATIONS = {
  "gravelines.localhost": { name: "OVHcloud, Gravelines", site: "ovhcloud/GRA" },
  "paris.localhost": { name: "AWS, Paris", site: "aws/eu-west-3" },
  "zurich.localhost": { name: "Exoscale, Zurich", site: "exoscale/ch-dk-2" },
  "virginia.localhost": { name: "AWS, Virginia", site: "aws/us-east-1" },
};
