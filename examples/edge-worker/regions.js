// Candidates for the data: cloud regions as the atlas spells them, with the coordinates of their town.

/** The candidates. */
export const REGIONS = [
  { region: "aws/eu-west-3", latitude: 48.86, longitude: 2.35 },
  { region: "aws/eu-central-1", latitude: 50.11, longitude: 8.68 },
  { region: "ovhcloud/GRA", latitude: 50.99, longitude: 2.13 },
  { region: "exoscale/ch-dk-2", latitude: 47.37, longitude: 8.54 },
  { region: "gcp/europe-west9", latitude: 48.86, longitude: 2.35 },
  { region: "aws/us-east-1", latitude: 38.95, longitude: -77.45 },
  { region: "aws/ap-northeast-1", latitude: 35.68, longitude: 139.69 },
];

/** The place of somebody of whom only the country is known: its capital. */
export const CAPITALS = {
  BR: [-15.79, -47.88],
  CA: [45.42, -75.7],
  CH: [46.95, 7.45],
  DE: [52.52, 13.4],
  ES: [40.42, -3.7],
  FR: [48.86, 2.35],
  GB: [51.51, -0.13],
  IN: [28.61, 77.21],
  IT: [41.9, 12.5],
  JP: [35.68, 139.69],
  PL: [52.23, 21.01],
  US: [38.9, -77.04],
};
