"""Plans an instance with PyVRP: INSTANCE.json SECONDS PLAN.json. Windows, licences and weights;
the open edition knows no breaks and no preferred technician. Needs `pip install pyvrp numpy`."""
import json
import sys

import pyvrp
from pyvrp.stop import MaxRuntime

from travel import travel

# What a technician without the licence pays for the way there.
NOT_ALLOWED = 10**6


def main(source, seconds, target):
    instance = json.load(open(source))
    drives = travel(instance)
    technicians, stops = instance["techs"], instance["stops"]
    model = pyvrp.Model()
    places = [model.add_location(x=0, y=0) for _ in instance["locations"]]
    starts = sorted({one["start"] for one in technicians})
    depots = {start: model.add_depot(places[start]) for start in starts}
    for stop in stops:
        model.add_client(
            places[stop["loc"]], service_duration=stop["service_s"],
            tw_early=stop["window"][0], tw_late=stop["window"][1],
            prize=stop["weight"] * instance["unserved_s"], required=False,
        )
    needed = {stop["loc"]: set(stop["skills"]) for stop in stops}
    used = starts + [stop["loc"] for stop in stops]
    profiles = {}
    for skills in sorted({tuple(sorted(one["skills"])) for one in technicians}):
        profiles[skills] = model.add_profile()
        for start in used:
            for end in (place for place in used if place != start):
                drive = int(drives[start, end])
                lacks = needed.get(end, set()) - set(skills)
                price = NOT_ALLOWED if lacks else drive
                model.add_edge(places[start], places[end], price, drive, profiles[skills])
    for one in technicians:
        depot = depots[one["start"]]
        model.add_vehicle_type(
            1, start_depot=depot, end_depot=depot, tw_early=one["shift"][0],
            tw_late=one["shift"][1], profile=profiles[tuple(sorted(one["skills"]))],
        )
    found = model.solve(MaxRuntime(seconds), seed=1, display=False).best
    routes = {str(one["id"]): [] for one in technicians}
    for route in found.routes():
        technician = technicians[route.vehicle_type()]
        visits = [stops[one.idx]["id"] for one in route.schedule() if one.is_client()]
        routes[str(technician["id"])] = visits
    json.dump({"routes": routes}, open(target, "w"))


main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
