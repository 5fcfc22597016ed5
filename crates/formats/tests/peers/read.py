"""Reads the files of a folder with two other programs and prints what they say as JSON.

bai2 (https://pypi.org/project/bai2/) reads *.bai2, ofxtools (https://pypi.org/project/ofxtools/)
reads *.ofx. What they refuse is an "error".
"""

import json
import pathlib
import sys
from decimal import Decimal

from bai2 import bai2
from bai2.constants import TypeCodes
from ofxtools.Parser import OFXTree


def date(value):
    return value.isoformat() if value else None


def text(value):
    return "" if value is None else str(value)


def read_bai2(path):
    file = bai2.parse_from_string(path.read_text(encoding="utf-8"))
    return {
        "sender": text(file.header.sender_id),
        "receiver": text(file.header.receiver_id),
        "created_on": date(file.header.creation_date),
        "id": text(file.header.file_id),
        "groups": [read_group(group) for group in file.children],
    }


def read_group(group):
    header = group.header
    return {
        "receiver": text(header.ultimate_receiver_id),
        "originator": text(header.originator_id),
        "status": header.group_status.value,
        "as_of": date(header.as_of_date),
        "currency": header.currency,
        "modifier": header.as_of_date_modifier.value if header.as_of_date_modifier else "",
        "accounts": [
            {
                "number": text(account.header.customer_account_number),
                "currency": text(account.header.currency),
                "summaries": [
                    [item.type_code.code, item.amount, item.item_count]
                    for item in account.header.summary_items
                ],
                "details": [
                    [
                        item.type_code.code,
                        item.amount,
                        item.funds_type.value if item.funds_type else "",
                        text(item.bank_reference),
                        text(item.customer_reference),
                        text(item.text),
                    ]
                    for item in account.children
                ],
            }
            for account in group.children
        ],
    }


def cents(value):
    return int((Decimal(value) * 100).to_integral_exact())


def seconds(value):
    return int(value.timestamp()) if value else None


def read_ofx(path):
    tree = OFXTree()
    with path.open("rb") as source:
        tree.parse(source)
    return [
        {
            "number": text(statement.account.acctid),
            "currency": text(statement.curdef),
            "ledger": cents(statement.ledgerbal.balamt),
            "ledger_at": seconds(statement.ledgerbal.dtasof),
            "transactions": [
                [
                    item.trntype,
                    seconds(item.dtposted),
                    cents(item.trnamt),
                    text(item.fitid),
                    text(item.checknum),
                    text(item.refnum),
                    text(item.name),
                    text(item.memo),
                ]
                for item in statement.transactions
            ],
        }
        for statement in tree.convert().statements
    ]


def read(path):
    try:
        return read_bai2(path) if path.suffix == ".bai2" else read_ofx(path)
    except Exception as error:  # Whatever it is, it is what the program says of the file.
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    folder = pathlib.Path(sys.argv[1])
    files = sorted(path for path in folder.iterdir() if path.suffix in (".bai2", ".ofx"))
    codes = [
        [
            code.code,
            code.transaction.value if code.transaction else "",
            code.level.value if code.level else "",
        ]
        for code in TypeCodes.values()
    ]
    json.dump({"files": {path.name: read(path) for path in files}, "codes": codes}, sys.stdout)


main()
