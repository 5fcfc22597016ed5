//! The postal service's words: street suffixes, directions and units, with their spellings.
//!
//! Each line begins with the standard abbreviation of Publication 28, appendix C; the words
//! after it are how people write it.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The standard abbreviation of a street suffix, such as `AVE` for `AVENUE`.
pub(super) fn suffix(word: &str) -> Option<&'static str> {
    static KNOWN: LazyLock<Spellings> = LazyLock::new(|| spellings(SUFFIXES));
    KNOWN.get(word).copied()
}

/// The standard abbreviation of a direction, such as `NE` for `NORTHEAST`.
pub(super) fn direction(word: &str) -> Option<&'static str> {
    static KNOWN: LazyLock<Spellings> = LazyLock::new(|| spellings(DIRECTIONS));
    KNOWN.get(word).copied()
}

/// The standard abbreviation of a unit that has a number, such as `STE` for `SUITE`.
pub(super) fn numbered_unit(word: &str) -> Option<&'static str> {
    static KNOWN: LazyLock<Spellings> = LazyLock::new(|| spellings(NUMBERED_UNITS));
    KNOWN.get(word).copied()
}

/// The standard abbreviation of a unit that stands alone, such as `REAR`.
pub(super) fn lone_unit(word: &str) -> Option<&'static str> {
    static KNOWN: LazyLock<Spellings> = LazyLock::new(|| spellings(LONE_UNITS));
    KNOWN.get(word).copied()
}

/// An ordinal written out, as figures: `34TH` has no word here, but `FIRST` is `1ST`.
pub(super) fn ordinal(word: &str) -> Option<&'static str> {
    static KNOWN: LazyLock<Spellings> = LazyLock::new(|| spellings(ORDINALS));
    KNOWN.get(word).copied()
}

/// The standard abbreviation by each of its spellings.
type Spellings = HashMap<&'static str, &'static str>;

fn spellings(table: &[&'static str]) -> Spellings {
    let of_line = |line: &&'static str| {
        let standard = line.split(' ').next().unwrap_or_default();
        line.split(' ').map(move |spelling| (spelling, standard))
    };
    table.iter().flat_map(of_line).collect()
}

const DIRECTIONS: &[&str] = &[
    "N NORTH NO",
    "S SOUTH SO",
    "E EAST",
    "W WEST",
    "NE NORTHEAST",
    "NW NORTHWEST",
    "SE SOUTHEAST",
    "SW SOUTHWEST",
];

const NUMBERED_UNITS: &[&str] = &[
    "APT APARTMENT APMT",
    "BLDG BUILDING",
    "DEPT DEPARTMENT",
    "FL FLOOR FLR",
    "HNGR HANGAR",
    "KEY",
    "LOT",
    "PIER",
    "RM ROOM",
    "SLIP",
    "SPC SPACE",
    "STE SUITE",
    "STOP",
    "TRLR TRAILER",
    "UNIT",
    "PH PENTHOUSE",
    "OFC OFFICE",
];

const LONE_UNITS: &[&str] = &[
    "BSMT BASEMENT",
    "FRNT FRONT",
    "LBBY LOBBY",
    "LOWR LOWER",
    "OFC OFFICE",
    "PH PENTHOUSE",
    "REAR",
    "SIDE",
    "UPPR UPPER",
];

const ORDINALS: &[&str] = &[
    "1ST FIRST",
    "2ND SECOND",
    "3RD THIRD",
    "4TH FOURTH",
    "5TH FIFTH",
    "6TH SIXTH",
    "7TH SEVENTH",
    "8TH EIGHTH",
    "9TH NINTH",
    "10TH TENTH",
    "11TH ELEVENTH",
    "12TH TWELFTH",
];

const SUFFIXES: &[&str] = &[
    "ALY ALLEY ALLEE ALLY",
    "ANX ANNEX ANEX ANNX",
    "ARC ARCADE",
    "AVE AVENUE AV AVEN AVENU AVN AVNUE",
    "BYU BAYOU BAYOO",
    "BCH BEACH",
    "BND BEND",
    "BLF BLUFF BLUF",
    "BLFS BLUFFS",
    "BTM BOTTOM BOT BOTTM",
    "BLVD BOULEVARD BOUL BOULV",
    "BR BRANCH BRNCH",
    "BRG BRIDGE BRDGE",
    "BRK BROOK",
    "BRKS BROOKS",
    "BG BURG",
    "BGS BURGS",
    "BYP BYPASS BYPA BYPAS BYPS",
    "CP CAMP CMP",
    "CYN CANYON CANYN CNYN",
    "CPE CAPE",
    "CSWY CAUSEWAY CAUSWA",
    "CTR CENTER CEN CENT CENTR CENTRE CNTER CNTR",
    "CTRS CENTERS",
    "CIR CIRCLE CIRC CIRCL CRCL CRCLE",
    "CIRS CIRCLES",
    "CLF CLIFF",
    "CLFS CLIFFS",
    "CLB CLUB",
    "CMN COMMON",
    "CMNS COMMONS",
    "COR CORNER",
    "CORS CORNERS",
    "CRSE COURSE",
    "CT COURT CRT",
    "CTS COURTS",
    "CV COVE",
    "CVS COVES",
    "CRK CREEK",
    "CRES CRESCENT CRSENT CRSNT",
    "CRST CREST",
    "XING CROSSING CRSSNG",
    "XRD CROSSROAD",
    "XRDS CROSSROADS",
    "CURV CURVE",
    "DL DALE",
    "DM DAM",
    "DV DIVIDE DIV DVD",
    "DR DRIVE DRIV DRV",
    "DRS DRIVES",
    "EST ESTATE",
    "ESTS ESTATES",
    "EXPY EXPRESSWAY EXP EXPR EXPRESS EXPW",
    "EXT EXTENSION EXTN EXTNSN",
    "EXTS EXTENSIONS",
    "FALL",
    "FLS FALLS",
    "FRY FERRY FRRY",
    "FLD FIELD",
    "FLDS FIELDS",
    "FLT FLAT",
    "FLTS FLATS",
    "FRD FORD",
    "FRDS FORDS",
    "FRST FOREST FORESTS",
    "FRG FORGE FORG",
    "FRGS FORGES",
    "FRK FORK",
    "FRKS FORKS",
    "FT FORT FRT",
    "FWY FREEWAY FREEWY FRWAY FRWY",
    "GDN GARDEN GARDN GRDEN GRDN",
    "GDNS GARDENS GRDNS",
    "GTWY GATEWAY GATEWY GATWAY GTWAY",
    "GLN GLEN",
    "GLNS GLENS",
    "GRN GREEN",
    "GRNS GREENS",
    "GRV GROVE GROV",
    "GRVS GROVES",
    "HBR HARBOR HARB HARBR HRBOR",
    "HBRS HARBORS",
    "HVN HAVEN",
    "HTS HEIGHTS HT",
    "HWY HIGHWAY HIGHWY HIWAY HIWY HWAY",
    "HL HILL",
    "HLS HILLS",
    "HOLW HOLLOW HLLW HOLLOWS HOLWS",
    "INLT INLET",
    "IS ISLAND ISLND",
    "ISS ISLANDS ISLNDS",
    "ISLE ISLES",
    "JCT JUNCTION JCTION JCTN JUNCTN JUNCTON",
    "JCTS JUNCTIONS JCTNS",
    "KY KEY",
    "KYS KEYS",
    "KNL KNOLL KNOL",
    "KNLS KNOLLS",
    "LK LAKE",
    "LKS LAKES",
    "LAND",
    "LNDG LANDING LNDNG",
    "LN LANE",
    "LGT LIGHT",
    "LGTS LIGHTS",
    "LF LOAF",
    "LCK LOCK",
    "LCKS LOCKS",
    "LDG LODGE LDGE LODG",
    "LOOP LOOPS",
    "MALL",
    "MNR MANOR",
    "MNRS MANORS",
    "MDW MEADOW",
    "MDWS MEADOWS MEDOWS",
    "MEWS",
    "ML MILL",
    "MLS MILLS",
    "MSN MISSION MISSN MSSN",
    "MTWY MOTORWAY",
    "MT MOUNT MNT",
    "MTN MOUNTAIN MNTAIN MNTN MOUNTIN MTIN",
    "MTNS MOUNTAINS MNTNS",
    "NCK NECK",
    "ORCH ORCHARD ORCHRD",
    "OVAL OVL",
    "OPAS OVERPASS",
    "PARK PRK PARKS",
    "PKWY PARKWAY PARKWY PKWAY PKY PARKWAYS PKWYS",
    "PASS",
    "PSGE PASSAGE",
    "PATH PATHS",
    "PIKE PIKES",
    "PNE PINE",
    "PNES PINES",
    "PL PLACE",
    "PLN PLAIN",
    "PLNS PLAINS",
    "PLZ PLAZA PLZA",
    "PT POINT",
    "PTS POINTS",
    "PRT PORT",
    "PRTS PORTS",
    "PR PRAIRIE PRR",
    "RADL RADIAL RAD RADIEL",
    "RAMP",
    "RNCH RANCH RANCHES RNCHS",
    "RPD RAPID",
    "RPDS RAPIDS",
    "RST REST",
    "RDG RIDGE RDGE",
    "RDGS RIDGES",
    "RIV RIVER RVR RIVR",
    "RD ROAD",
    "RDS ROADS",
    "RTE ROUTE",
    "ROW",
    "RUE",
    "RUN",
    "SHL SHOAL",
    "SHLS SHOALS",
    "SHR SHORE SHOAR",
    "SHRS SHORES SHOARS",
    "SKWY SKYWAY",
    "SPG SPRING SPNG SPRNG",
    "SPGS SPRINGS SPNGS SPRNGS",
    "SPUR SPURS",
    "SQ SQUARE SQR SQRE SQU",
    "SQS SQUARES SQRS",
    "STA STATION STATN STN",
    "STRA STRAVENUE STRAV STRAVEN STRAVN",
    "STRM STREAM STREME",
    "ST STREET STRT STR",
    "STS STREETS",
    "SMT SUMMIT SUMIT SUMITT",
    "TER TERRACE TERR",
    "TRWY THROUGHWAY",
    "TRCE TRACE TRACES",
    "TRAK TRACK TRACKS TRK TRKS",
    "TRFY TRAFFICWAY",
    "TRL TRAIL TRAILS TRLS",
    "TUNL TUNNEL TUNEL TUNLS TUNNELS TUNNL",
    "TPKE TURNPIKE TRNPK TURNPK",
    "UPAS UNDERPASS",
    "UN UNION",
    "UNS UNIONS",
    "VLY VALLEY VALLY VLLY",
    "VLYS VALLEYS",
    "VIA VIADUCT VDCT VIADCT",
    "VW VIEW",
    "VWS VIEWS",
    "VLG VILLAGE VILL VILLAG VILLG VILLIAGE",
    "VLGS VILLAGES",
    "VL VILLE",
    "VIS VISTA VIST VST VSTA",
    "WALK WALKS",
    "WALL",
    "WAY WY",
    "WAYS",
    "WL WELL",
    "WLS WELLS",
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_spelling_means_two_things() {
        for table in [DIRECTIONS, NUMBERED_UNITS, LONE_UNITS, ORDINALS, SUFFIXES] {
            let words: Vec<&str> = table.iter().flat_map(|line| line.split(' ')).collect();
            assert_eq!(words.iter().collect::<HashSet<_>>().len(), words.len());
        }
    }

    #[test]
    fn spellings_come_to_the_standard() {
        assert_eq!(suffix("BOULEVARD"), Some("BLVD"));
        assert_eq!(suffix("BLVD"), Some("BLVD"));
        assert_eq!(suffix("ELM"), None);
        assert_eq!(direction("NORTHWEST"), Some("NW"));
        assert_eq!(numbered_unit("SUITE"), Some("STE"));
        assert_eq!(lone_unit("REAR"), Some("REAR"));
        assert_eq!(ordinal("FIRST"), Some("1ST"));
    }
}
